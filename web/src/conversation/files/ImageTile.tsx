import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { useScope } from '../scope';
import { boxOf } from './tileBox';
import { useFreshFile } from './useFreshFile';
import classes from './Files.module.css';

export function ImageTile({ message, tabIndex }: { message: MessageView; tabIndex: number }) {
  const { t } = useTranslation('media');
  const { actions } = useScope();
  const { message: fresh, refresh } = useFreshFile(message);
  const box = boxOf(message.media);
  return (
    <button
      type="button"
      className={classes.image}
      style={box}
      tabIndex={tabIndex}
      aria-label={t('image.open', { name: message.file_name ?? '' })}
      onClick={() => actions.openImage(message)}
    >
      <img
        src={fresh.media?.thumbnail?.url ?? fresh.file_url ?? undefined}
        alt=""
        loading="lazy"
        decoding="async"
        onError={refresh}
      />
    </button>
  );
}
