import type { AdministeredRoom } from '@dealer-messaging/client';
import { useTranslation } from 'react-i18next';
import { Link } from '../app/Link';
import { adminHash } from '../app/route';
import { useFormat } from '../i18n';
import { RoomSubject } from '../inbox/RoomSubject';
import classes from './RoomEntry.module.css';

/** A room that was found, of neither side. */
export function RoomEntry({ room, isOpen }: { room: AdministeredRoom; isOpen: boolean }) {
  const { t } = useTranslation('admin');
  const { shortTime } = useFormat();
  const nameOf = (name: string | null): string => name ?? t('rooms.unknownGallery');
  const lastTime = room.last_message_at ?? room.created_at;
  return (
    <li>
      <Link
        className={classes.entry}
        href={adminHash('rooms', room.id)}
        aria-current={isOpen ? 'page' : undefined}
      >
        <span className={classes.galleries}>
          {nameOf(room.gallery_a_name)} ↔ {nameOf(room.gallery_b_name)}
        </span>
        <time className={classes.dimmed} dateTime={lastTime}>
          {shortTime(lastTime)}
        </time>
        <RoomSubject room={room} />
        <span className={classes.figures}>
          {t('rooms.messages', { count: room.last_seq })}
          {!room.is_active && <span className={classes.closed}>{t('rooms.closed')}</span>}
        </span>
      </Link>
    </li>
  );
}
