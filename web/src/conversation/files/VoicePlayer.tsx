import { Download, Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { barsOf, soundOf } from './sound';
import { useFreshFile } from './useFreshFile';
import { usePlayback } from './usePlayback';
import { Waveform } from './Waveform';
import classes from './Files.module.css';

export function VoicePlayer({ message, tabIndex }: { message: MessageView; tabIndex: number }) {
  const { t } = useTranslation('media');
  const { duration: clock, number } = useFormats();
  const { message: fresh, refresh } = useFreshFile(message);
  const sound = soundOf(message);
  const { audio, isPlaying, position, length, speed, toggle, seek, changeSpeed, handlers } = usePlayback(
    sound.duration,
  );

  return (
    <div className={classes.voice} role="group" aria-label={message.file_name ?? t('voice.label')}>
      <button
        type="button"
        className={classes.play}
        tabIndex={tabIndex}
        aria-label={t(isPlaying ? 'voice.pause' : 'voice.play')}
        onClick={toggle}
      >
        {isPlaying ? <Pause size={18} aria-hidden="true" /> : <Play size={18} aria-hidden="true" />}
      </button>
      <div className={classes.voiceMiddle}>
        <div className={classes.track}>
          <Waveform bars={barsOf(sound.waveform)} played={length > 0 ? position / length : 0} />
          <input
            type="range"
            className={classes.seek}
            min={0}
            max={Math.max(length, 0.1)}
            step={0.1}
            value={position}
            tabIndex={tabIndex}
            aria-label={t('voice.position')}
            aria-valuetext={t('voice.positionOf', { position: clock(position), length: clock(length) })}
            onChange={(event) => seek(Number(event.currentTarget.value))}
          />
        </div>
        <span className={classes.voiceTime}>{clock(isPlaying || position > 0 ? position : length)}</span>
      </div>
      {sound.isVoice ? (
        <button
          type="button"
          className={classes.speed}
          tabIndex={tabIndex}
          aria-label={t('voice.speed', { speed: number(speed) })}
          onClick={changeSpeed}
        >
          {number(speed)}×
        </button>
      ) : (
        <a
          className={classes.speed}
          href={message.file_url ?? undefined}
          download={message.file_name ?? ''}
          target="_blank"
          rel="noopener noreferrer"
          tabIndex={tabIndex}
          aria-label={t('document.open', { name: message.file_name ?? '' })}
        >
          <Download size={16} aria-hidden="true" />
        </a>
      )}
      <audio ref={audio} src={fresh.file_url ?? undefined} preload="none" onError={refresh} {...handlers} />
    </div>
  );
}
