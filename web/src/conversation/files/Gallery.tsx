import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { fullName } from '../format/names';
import { isDrawable } from './fileKind';
import { useFreshFile } from './useFreshFile';
import { useImages } from './useImages';
import classes from './Gallery.module.css';

interface GalleryProps {
  start: MessageView;
  onClose: () => void;
}

/** The room's images, large: the arrows lead from one to the next. */
export default function Gallery({ start, onClose }: GalleryProps) {
  const { t } = useTranslation('media');
  const { dateTime } = useFormats();
  const dialog = useRef<HTMLDialogElement>(null);
  const { current, older, newer, goTo } = useImages(start);

  // While it stands in the page, it gives the focus back when it is closed.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' && older) goTo(older);
    if (event.key === 'ArrowRight' && newer) goTo(newer);
  };

  return (
    <dialog
      ref={dialog}
      className={classes.gallery}
      aria-label={t('gallery.label')}
      onKeyDown={onKeyDown}
      onCancel={onClose}
    >
      <LargeImage key={current.id} message={current} />
      <header className={classes.bar}>
        <div className={classes.words} aria-live="polite">
          <span className={classes.name}>{fullName(current) || current.file_name}</span>
          <time dateTime={current.created_at}>{dateTime(current.created_at)}</time>
        </div>
        <a
          className={classes.button}
          href={current.file_url ?? undefined}
          download={current.file_name ?? ''}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('document.open', { name: current.file_name ?? '' })}
        >
          <Download size={20} aria-hidden="true" />
        </a>
        <button type="button" className={classes.button} aria-label={t('gallery.close')} onClick={onClose}>
          <X size={22} aria-hidden="true" />
        </button>
      </header>
      {older && (
        <button
          type="button"
          className={classes.button}
          data-side="older"
          aria-label={t('gallery.older')}
          onClick={() => goTo(older)}
        >
          <ChevronLeft size={28} aria-hidden="true" />
        </button>
      )}
      {newer && (
        <button
          type="button"
          className={classes.button}
          data-side="newer"
          aria-label={t('gallery.newer')}
          onClick={() => goTo(newer)}
        >
          <ChevronRight size={28} aria-hidden="true" />
        </button>
      )}
    </dialog>
  );
}

function LargeImage({ message }: { message: MessageView }) {
  const { t } = useTranslation('media');
  const { message: fresh, refresh } = useFreshFile(message);
  const [isLarge, setLarge] = useState(false);
  // A browser that does not draw the phone's own format is shown the small picture.
  const source = isDrawn(fresh) ? fresh.file_url : fresh.media?.thumbnail?.url;
  return (
    <>
      <div className={classes.stage} data-large={isLarge || undefined}>
        <img
          src={source ?? undefined}
          alt={message.content ?? message.file_name ?? ''}
          onClick={() => setLarge(!isLarge)}
          onError={refresh}
        />
      </div>
      <button
        type="button"
        className={classes.button}
        data-side="zoom"
        aria-label={t(isLarge ? 'gallery.zoomOut' : 'gallery.zoomIn')}
        onClick={() => setLarge(!isLarge)}
      >
        {isLarge ? <ZoomOut size={20} aria-hidden="true" /> : <ZoomIn size={20} aria-hidden="true" />}
      </button>
    </>
  );
}

const isDrawn = (message: MessageView): boolean => isDrawable({ ...message, media: null });
