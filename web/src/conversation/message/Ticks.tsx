import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './Message.module.css';

export type SendStatus = 'waiting' | 'failed' | 'stored' | 'read';

const PICTURES = { waiting: Clock, failed: CircleAlert, stored: Check, read: CheckCheck } as const;

export function Ticks({ status }: { status: SendStatus }) {
  const { t } = useTranslation('conversation');
  const Picture = PICTURES[status];
  return (
    <span className={classes.ticks} data-status={status} role="img" aria-label={t(`ticks.${status}`)}>
      <Picture size={status === 'waiting' ? 12 : 15} aria-hidden="true" />
    </span>
  );
}
