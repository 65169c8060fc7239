import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReplyPreview } from '@dealer-messaging/client';
import { fullName } from '../format/names';
import { useScope } from '../scope';
import classes from './Cards.module.css';

/** What a message answers; leads there. */
export function ReplyQuote({ reply, tabIndex }: { reply: ReplyPreview; tabIndex?: number }) {
  const { t } = useTranslation('conversation');
  const { me, actions } = useScope();
  const name = reply.sender_id === me.userId ? t('message.you') : fullName(reply) || t('message.somebody');
  const text = reply.deleted_at === null ? (reply.excerpt ?? '') : t('message.deleted');
  return (
    <button
      type="button"
      className={classes.quote}
      tabIndex={tabIndex}
      onClick={() => actions.jumpTo(reply.seq)}
    >
      <VisuallyHidden>{t('message.replyTo')} </VisuallyHidden>
      <span className={classes.quoteName}>{name}</span>
      <span className={classes.quoteText}>{text}</span>
    </button>
  );
}
