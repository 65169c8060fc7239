import { Forward, Pin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { FileContent } from '../files/FileContent';
import { useFormats } from '../format/formats';
import { fullName } from '../format/names';
import { LinkPreviewCard } from './LinkPreviewCard';
import { MessageText } from './MessageText';
import { OfferCard, offerOf } from './OfferCard';
import { ReplyQuote } from './ReplyQuote';
import { Ticks } from './Ticks';
import classes from './Message.module.css';

interface MessageBubbleProps {
  message: MessageView;
  hasName: boolean;
  isOwnSide: boolean;
  isRead: boolean;
  isActive: boolean;
}

export function MessageBubble({ message, hasName, isOwnSide, isRead, isActive }: MessageBubbleProps) {
  const { t } = useTranslation('conversation');
  const { clock, dateTime } = useFormats();
  const isDeleted = message.deleted_at !== null;
  const tabIndex = isActive ? 0 : -1;
  const offer = offerOf(message);

  return (
    <div className={classes.bubble} data-deleted={isDeleted || undefined}>
      {hasName && <div className={classes.name}>{fullName(message) || t('message.somebody')}</div>}
      {isDeleted ? (
        <span className={classes.deleted}>{t('message.deleted')}</span>
      ) : (
        <>
          {message.forwarded && (
            <div className={classes.mark}>
              <Forward size={13} aria-hidden="true" /> {t('message.forwarded')}
            </div>
          )}
          {message.reply_to && <ReplyQuote reply={message.reply_to} tabIndex={tabIndex} />}
          {offer && <OfferCard offer={offer} />}
          {message.message_type === 'file' && <FileContent message={message} tabIndex={tabIndex} />}
          {message.content !== null && <MessageText text={message.content} tabIndex={tabIndex} />}
          {message.link_preview && <LinkPreviewCard preview={message.link_preview} tabIndex={tabIndex} />}
        </>
      )}
      <span className={classes.meta}>
        {message.pinned_at !== null && (
          <span role="img" aria-label={t('message.pinned')}>
            <Pin size={12} aria-hidden="true" />
          </span>
        )}
        {message.edited_at !== null && !isDeleted && (
          <span title={dateTime(message.edited_at)}>{t('message.edited')}</span>
        )}
        <time dateTime={message.created_at} title={dateTime(message.created_at)}>
          {clock(message.created_at)}
        </time>
        {isOwnSide && !isDeleted && <Ticks status={isRead ? 'read' : 'stored'} />}
      </span>
    </div>
  );
}
