import { SendHorizontal, Trash2 } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Waveform } from '../files/Waveform';
import { useFormats } from '../format/formats';
import { IconButton } from '../IconButton';
import { PEAK_EVERY, startRecording, type Recorded, type Recording } from './recorder';
import classes from './Composer.module.css';

/** So much of it is seen while one speaks. */
const SHOWN_PEAKS = 48;

interface VoiceRecorderProps {
  onDone: (recorded: Recorded) => void;
  onCancel: () => void;
}

/** Listens as soon as it is there. */
export default function VoiceRecorder({ onDone, onCancel }: VoiceRecorderProps) {
  const { t } = useTranslation('media');
  const { duration } = useFormats();
  const [recording, setRecording] = useState<Recording>();
  const [isRefused, setRefused] = useState(false);
  const [heard, setHeard] = useState<{ seconds: number; peaks: number[] }>({ seconds: 0, peaks: [] });

  useEffect(() => {
    let isWanted = true;
    let begun: Recording | undefined;
    startRecording().then(
      (started) => {
        begun = started;
        if (isWanted) setRecording(started);
        else started.cancel();
      },
      () => {
        if (isWanted) setRefused(true);
      },
    );
    return () => {
      isWanted = false;
      begun?.cancel();
    };
  }, []);

  useEffect(() => {
    if (!recording) return undefined;
    const timer = setInterval(
      () => setHeard({ seconds: recording.duration(), peaks: recording.peaks.slice(-SHOWN_PEAKS) }),
      PEAK_EVERY,
    );
    return () => clearInterval(timer);
  }, [recording]);

  const finish = (): void => {
    if (recording) recording.stop().then(onDone, onCancel);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel();
  };
  const bars = [...Array.from({ length: SHOWN_PEAKS - heard.peaks.length }, () => 0), ...heard.peaks];

  return (
    <div className={classes.row} role="group" aria-label={t('recorder.label')} onKeyDown={onKeyDown}>
      <IconButton label={t('recorder.cancel')} autoFocus onClick={onCancel}>
        <Trash2 size={20} aria-hidden="true" />
      </IconButton>
      {isRefused ? (
        <span className={classes.refused} role="alert">
          {t('recorder.refused')}
        </span>
      ) : (
        <>
          <span className={classes.light} aria-hidden="true" />
          <span className={classes.seconds} role="timer" aria-label={t('recorder.time')}>
            {duration(heard.seconds)}
          </span>
          <span className={classes.levels}>
            <Waveform bars={bars} played={1} />
          </span>
        </>
      )}
      <IconButton
        label={t('recorder.send')}
        variant="filled"
        radius="xl"
        color="var(--mantine-primary-color-filled)"
        disabled={!recording}
        onClick={finish}
      >
        <SendHorizontal size={19} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
