import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/formats';
import classes from './Timeline.module.css';

export function DaySeparator({ time }: { time: string }) {
  const formats = useFormats();
  return (
    <div className={classes.separator} data-testid="day">
      <time className={classes.day} dateTime={time}>
        {formats.day(time)}
      </time>
    </div>
  );
}

export function NewLine() {
  const { t } = useTranslation('conversation');
  return (
    <div className={`${classes.separator} ${classes.newLine}`} data-testid="new-line">
      {t('timeline.new')}
    </div>
  );
}
