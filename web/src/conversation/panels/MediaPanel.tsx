import { Button, Loader, SegmentedControl } from '@mantine/core';
import { CornerUpLeft, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileKind, MessageView } from '@dealer-messaging/client';
import { DocumentTile } from '../files/DocumentTile';
import { isShowable } from '../files/fileKind';
import { VoicePlayer } from '../files/VoicePlayer';
import { useFormats } from '../format/formats';
import { fullName } from '../format/names';
import { IconButton } from '../IconButton';
import { useScope } from '../scope';
import { Panel } from './Panel';
import { useMedia } from './useMedia';
import classes from './Panels.module.css';

const KINDS: readonly FileKind[] = ['image', 'video', 'audio', 'document'];

interface MediaPanelProps {
  onClose: () => void;
  onChosen: (message: MessageView) => void;
}

/** The files of the room, newest first. */
export default function MediaPanel({ onClose, onChosen }: MediaPanelProps) {
  const { t } = useTranslation('media');
  const [kind, setKind] = useState<FileKind>('image');
  return (
    <Panel title={t('panel.title')} onClose={onClose}>
      <div className={classes.tools}>
        <SegmentedControl
          fullWidth
          size="xs"
          value={kind}
          aria-label={t('panel.kinds')}
          data={KINDS.map((value) => ({ value, label: t(`panel.${value}`) }))}
          onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'image')}
        />
      </div>
      <FilesOfKind key={kind} kind={kind} onChosen={onChosen} />
    </Panel>
  );
}

function FilesOfKind({ kind, onChosen }: { kind: FileKind; onChosen: MediaPanelProps['onChosen'] }) {
  const { t } = useTranslation('media');
  const { files, isLoading, hasMore, loadMore } = useMedia(kind);
  const isGrid = kind === 'image' || kind === 'video';
  return (
    <div className={classes.body}>
      {files.length === 0 && !isLoading && <p className={classes.note}>{t('panel.none')}</p>}
      <ul className={isGrid ? classes.grid : classes.list} aria-label={t(`panel.${kind}`)}>
        {files.map((message) =>
          isGrid ? (
            <Picture key={message.id} message={message} onChosen={onChosen} />
          ) : (
            <FileLine key={message.id} message={message} onChosen={onChosen} />
          ),
        )}
      </ul>
      {isLoading && <Loader size="sm" className={classes.loader} aria-hidden="true" />}
      {hasMore && !isLoading && (
        <Button variant="subtle" fullWidth onClick={loadMore}>
          {t('panel.more')}
        </Button>
      )}
    </div>
  );
}

interface FileProps {
  message: MessageView;
  onChosen: MediaPanelProps['onChosen'];
}

function Picture({ message, onChosen }: FileProps) {
  const { t } = useTranslation('media');
  const { actions } = useScope();
  const isImage = isShowable(message);
  const url = message.media?.thumbnail?.url ?? (isImage ? message.file_url : null);
  return (
    <li>
      <button
        type="button"
        className={classes.picture}
        aria-label={t(isImage ? 'image.open' : 'video.goTo', { name: message.file_name ?? '' })}
        onClick={() => (isImage ? actions.openImage(message) : onChosen(message))}
      >
        {url !== null && <img src={url} alt="" loading="lazy" />}
        {!isImage && <Play size={22} aria-hidden="true" />}
      </button>
    </li>
  );
}

function FileLine({ message, onChosen }: FileProps) {
  const { t } = useTranslation('media');
  const { dateTime } = useFormats();
  const isSound = message.media?.kind === 'audio' && message.file_url !== null;
  return (
    <li className={classes.file}>
      <div className={classes.fileHead}>
        <span>
          {fullName(message)} · <time dateTime={message.created_at}>{dateTime(message.created_at)}</time>
        </span>
        <IconButton label={t('panel.goTo')} size={26} onClick={() => onChosen(message)}>
          <CornerUpLeft size={15} aria-hidden="true" />
        </IconButton>
      </div>
      {isSound ? <VoicePlayer message={message} tabIndex={0} /> : <DocumentTile message={message} />}
    </li>
  );
}
