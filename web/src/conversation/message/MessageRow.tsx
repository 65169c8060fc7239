import { memo, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { excerpt, type MessageView } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { fullName } from '../format/names';
import { useScope } from '../scope';
import { DaySeparator, NewLine } from '../timeline/Separators';
import { MessageBubble } from './MessageBubble';
import { MessageTools } from './MessageTools';
import { Reactions } from './Reactions';
import { useRowHandlers, type Overlay } from './rowHandlers';
import { SystemMessage } from './SystemMessage';
import classes from './Message.module.css';

interface MessageRowProps {
  message: MessageView;
  startsDay: boolean;
  startsGroup: boolean;
  /** The line "new messages" stands before it. */
  isFirstNew: boolean;
  isRead: boolean;
  /** The keyboard is here. */
  isActive: boolean;
  /** One has jumped here. */
  isFlashing: boolean;
  overlay: Overlay['kind'] | null;
}

/** A message with what stands before it. Drawn again only when something of it has changed. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, startsDay, startsGroup, isFirstNew, isRead, isActive, isFlashing, overlay } = props;
  const { me } = useScope();
  const { activate, open, onFlashed } = useRowHandlers();
  const label = useLabel(message, isRead);
  const isOwnSide = message.sender_gallery_id === me.galleryId;
  const isSystem = message.message_type === 'system';
  const openMenu = (): void => open({ messageId: message.id, kind: 'menu' });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    openMenu();
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    // The right button keeps the browser's own menu; the menu key and a long touch open the message's.
    if (event.button === 2) return;
    event.preventDefault();
    openMenu();
  };

  return (
    <>
      {startsDay && <DaySeparator time={message.created_at} />}
      {isFirstNew && <NewLine />}
      <article
        className={classes.row}
        data-testid="message"
        data-seq={message.seq}
        data-own={isOwnSide}
        data-status={isRead ? 'read' : 'stored'}
        data-starts-group={startsGroup || undefined}
        data-flash={isFlashing || undefined}
        data-open={overlay !== null || undefined}
        aria-label={label}
        tabIndex={isActive ? 0 : -1}
        onFocus={() => activate(message.seq)}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onAnimationEnd={isFlashing ? onFlashed : undefined}
      >
        {isSystem ? (
          <SystemMessage message={message} />
        ) : (
          <div className={classes.line}>
            <div className={classes.stack}>
              <MessageBubble
                message={message}
                hasName={startsGroup && message.sender_id !== me.userId}
                isOwnSide={isOwnSide}
                isRead={isRead}
                isActive={isActive}
              />
              <Reactions message={message} isActive={isActive} />
            </div>
            {message.deleted_at === null && (
              <MessageTools message={message} isActive={isActive} overlay={overlay} />
            )}
          </div>
        )}
      </article>
    </>
  );
});

function useLabel(message: MessageView, isRead: boolean): string {
  const { t } = useTranslation('conversation');
  const { me } = useScope();
  const { clock } = useFormats();
  const isOwn = message.sender_id === me.userId;
  return t(isOwn && isRead ? 'message.labelRead' : 'message.label', {
    name: isOwn ? t('message.you') : fullName(message) || t('message.somebody'),
    time: clock(message.created_at),
    text: message.deleted_at ? t('message.deleted') : (excerpt(message.content ?? message.file_name) ?? ''),
  });
}
