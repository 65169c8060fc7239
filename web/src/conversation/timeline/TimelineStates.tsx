import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { namesOf } from '../format/names';
import classes from './Timeline.module.css';

export function LoadingOlder({ isShown }: { isShown: boolean }) {
  const { t } = useTranslation('conversation');
  return (
    <div role="status">
      {isShown && (
        <span className={classes.loading}>
          <Loader size={16} role="img" aria-label={t('timeline.loadingOlder')} />
        </span>
      )}
    </div>
  );
}

interface TypingLineProps {
  userIds: readonly string[];
  messages: readonly MessageView[];
}

export function TypingLine({ userIds, messages }: TypingLineProps) {
  const { t } = useTranslation('conversation');
  if (userIds.length === 0) return null;
  const names = namesOf(userIds, messages);
  return (
    <div className={classes.typing} aria-hidden="true">
      <span className={classes.dots}>
        <i />
        <i />
        <i />
      </span>
      {names.length > 0 ? t('timeline.typing', { names: names.join(', ') }) : t('status.typing')}
    </div>
  );
}
