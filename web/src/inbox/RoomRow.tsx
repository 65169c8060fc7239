import type { RoomView } from '@dealer-messaging/client';
import { useChat, usePresence } from '@dealer-messaging/client/react';
import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../app/Link';
import { roomHash } from '../app/route';
import { otherSide } from '../conversation/format/names';
import { useFormat } from '../i18n';
import { GalleryAvatar } from './GalleryAvatar';
import { RoomSubject } from './RoomSubject';
import classes from './RoomRow.module.css';

interface RoomRowProps {
  room: RoomView;
  isOpen: boolean;
  /** Whether Tab comes here. */
  isReached: boolean;
  onFocus: (roomId: string) => void;
}

export const RoomRow = memo(function RoomRow({ room, isOpen, isReached, onFocus }: RoomRowProps) {
  const { t } = useTranslation('inbox');
  const { me } = useChat();
  const { shortTime } = useFormat();
  const { online, typing } = usePresence(room.id);
  const name = (me && otherSide(room, me).name) ?? t('row.unknownGallery');
  const isUnread = room.unread_count > 0;
  return (
    <div role="listitem">
      <Link
        className={classes.row}
        href={roomHash(room.id)}
        tabIndex={isReached ? 0 : -1}
        aria-current={isOpen ? 'page' : undefined}
        data-testid="room-row"
        data-room={room.id}
        data-unread={isUnread || undefined}
        onFocus={() => onFocus(room.id)}
      >
        <GalleryAvatar name={name} isOnline={online.length > 0} />
        <span className={classes.name}>{name}</span>
        <time className={classes.time} dateTime={room.last_message_at ?? room.created_at}>
          {shortTime(room.last_message_at ?? room.created_at)}
        </time>
        <span className={classes.subject}>
          <RoomSubject room={room} />
        </span>
        <span className={classes.last}>
          {typing.length > 0 ? (
            <span className={classes.typing}>{t('row.typing')}</span>
          ) : (
            <span className={classes.preview}>{room.last_message_preview ?? t('row.empty')}</span>
          )}
          {isUnread && (
            <span className={classes.unread}>
              <span aria-hidden="true">{room.unread_count > 99 ? '99+' : room.unread_count}</span>
              <VisuallyHidden>{t('unread', { count: room.unread_count })}</VisuallyHidden>
            </span>
          )}
        </span>
      </Link>
    </div>
  );
});
