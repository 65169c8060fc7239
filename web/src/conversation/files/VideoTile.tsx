import { VisuallyHidden } from '@mantine/core';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { boxOf } from './tileBox';
import { useFreshFile } from './useFreshFile';
import classes from './Files.module.css';

/** A picture of the video; the video itself comes when it is wished. */
export function VideoTile({ message, tabIndex }: { message: MessageView; tabIndex: number }) {
  const { t } = useTranslation('media');
  const { duration } = useFormats();
  const { message: fresh, refresh } = useFreshFile(message);
  const [isPlaying, setPlaying] = useState(false);
  const box = boxOf(message.media);

  if (isPlaying) {
    return (
      <video
        className={classes.video}
        style={box}
        src={fresh.file_url ?? undefined}
        controls
        autoPlay
        playsInline
        aria-label={message.file_name ?? undefined}
        onError={refresh}
      />
    );
  }
  return (
    <button
      type="button"
      className={classes.image}
      style={box}
      tabIndex={tabIndex}
      onClick={() => setPlaying(true)}
    >
      <VisuallyHidden>{t('video.play', { name: message.file_name ?? '' })} </VisuallyHidden>
      {fresh.media?.thumbnail && (
        <img src={fresh.media.thumbnail.url} alt="" loading="lazy" decoding="async" onError={refresh} />
      )}
      <span className={classes.playMark} aria-hidden="true">
        <Play size={22} />
      </span>
      {typeof message.media?.duration === 'number' && (
        <span className={classes.length}>{duration(message.media.duration)}</span>
      )}
    </button>
  );
}
