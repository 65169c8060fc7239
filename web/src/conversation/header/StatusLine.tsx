import { useTranslation } from 'react-i18next';
import type { PresenceView, RoomState } from '@dealer-messaging/client';
import { useChat, useReadable } from '@dealer-messaging/client/react';
import { useFormats } from '../format/formats';
import { namesOf } from '../format/names';
import classes from './Header.module.css';

interface StatusLineProps {
  view: RoomState;
  /** The other side. */
  galleryId: string;
}

/** Whether somebody is there, and what they do. */
export function StatusLine({ view, galleryId }: StatusLineProps) {
  const { t } = useTranslation('conversation');
  const { shortTime } = useFormats();
  const { client } = useChat();
  const people = useReadable(client.presence.state);

  if (view.typing.length > 0) {
    const names = namesOf(view.typing, view.messages);
    const text = names.length > 0 ? t('timeline.typing', { names: names.join(', ') }) : t('status.typing');
    return (
      <p className={classes.status} data-status="typing">
        {text}
      </p>
    );
  }
  if (view.online.length > 0) {
    return (
      <p className={classes.status} data-status="online">
        {t('status.online')}
      </p>
    );
  }
  const lastSeen = lastSeenOf(people.values(), galleryId);
  return (
    <p className={classes.status}>
      {lastSeen === null ? t('status.offline') : t('status.lastSeen', { time: shortTime(lastSeen) })}
    </p>
  );
}

function lastSeenOf(people: Iterable<PresenceView>, galleryId: string): string | null {
  let last: string | null = null;
  for (const { gallery_id, last_seen_at } of people) {
    if (gallery_id === galleryId && last_seen_at !== null && (last === null || last_seen_at > last))
      last = last_seen_at;
  }
  return last;
}
