import { RotateCw, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutgoingMessage } from '@dealer-messaging/client';
import { useChat } from '@dealer-messaging/client/react';
import { errorText } from '../../app/errors';
import { OutgoingFileTile } from '../files/OutgoingFileTile';
import { useFormats } from '../format/formats';
import { useScope } from '../scope';
import { DaySeparator } from '../timeline/Separators';
import { MessageText } from './MessageText';
import { ReplyQuote } from './ReplyQuote';
import { Ticks } from './Ticks';
import classes from './Message.module.css';

interface OutgoingRowProps {
  message: OutgoingMessage;
  startsDay: boolean;
  startsGroup: boolean;
}

/** One's own message that the service has not acknowledged. */
export const OutgoingRow = memo(function OutgoingRow({ message, startsDay, startsGroup }: OutgoingRowProps) {
  const { clientMessageId, content, createdAt, replyTo, status, file } = message;
  const { clock } = useFormats();
  const tick = status === 'failed' ? 'failed' : 'waiting';
  return (
    <>
      {startsDay && <DaySeparator time={createdAt} />}
      <article
        className={classes.row}
        data-testid="outgoing"
        data-own
        data-status={tick}
        data-starts-group={startsGroup || undefined}
      >
        <div className={classes.line}>
          <div className={classes.stack}>
            <div className={classes.bubble}>
              {replyTo && <ReplyQuote reply={replyTo} />}
              {file && <OutgoingFileTile id={clientMessageId} file={file} status={status} />}
              {content !== null && <MessageText text={content} />}
              <span className={classes.meta}>
                <time dateTime={createdAt}>{clock(createdAt)}</time>
                <Ticks status={tick} />
              </span>
            </div>
            <Unsent message={message} />
          </div>
        </div>
      </article>
    </>
  );
});

/** What can be done with one that failed, or that cannot leave now. */
function Unsent({ message }: { message: OutgoingMessage }) {
  const { t } = useTranslation('conversation');
  const { isConnected } = useChat();
  const { conversation } = useScope();
  const { clientMessageId, status, error } = message;
  const isFailed = status === 'failed';
  if (!isFailed && (isConnected || status === 'uploading')) return null;
  return (
    <div className={classes.unsent} data-failed={isFailed || undefined}>
      <span role={isFailed ? 'alert' : undefined}>
        {isFailed ? t('outgoing.failed', { reason: errorText(error) }) : t('outgoing.waiting')}
      </span>
      {isFailed && (
        <button type="button" onClick={() => conversation.retry(clientMessageId)}>
          <RotateCw size={13} aria-hidden="true" /> {t('outgoing.retry')}
        </button>
      )}
      <button type="button" onClick={() => conversation.discard(clientMessageId)}>
        <Trash2 size={13} aria-hidden="true" /> {t('outgoing.discard')}
      </button>
    </div>
  );
}
