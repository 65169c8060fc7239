import { ArrowDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../IconButton';
import classes from './Timeline.module.css';

interface ToNewestProps {
  unread: number;
  onClick: () => void;
}

export function ToNewest({ unread, onClick }: ToNewestProps) {
  const { t } = useTranslation('conversation');
  const label = unread > 0 ? t('timeline.toNewestUnread', { count: unread }) : t('timeline.toNewest');
  return (
    <div className={classes.toNewest}>
      <IconButton label={label} size={40} variant="default" onClick={onClick}>
        <ArrowDown size={20} aria-hidden="true" />
      </IconButton>
      {unread > 0 && (
        <span className={classes.count} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </div>
  );
}
