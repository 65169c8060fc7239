import type { NewMessage } from '@dealer-messaging/client';
import { useChat, useRooms } from '@dealer-messaging/client/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showUnread } from './badge';
import { chime } from './sound';

/** A way to tell of a message of the other side that nobody is looking at. */
type Notice = (event: NewMessage) => void;

/** Each is told of each such message. Push, once there is one, is another entry here. */
const NOTICES: readonly Notice[] = [chime];

/** Tells of new messages: by a number in the window's title and icon, and by a sound. */
export function useNotices(openRoom: string | undefined): void {
  const { t } = useTranslation();
  const { client } = useChat();
  const { total } = useRooms().unread;
  const title = t('title');
  useEffect(() => showUnread(total, title), [total, title]);

  const looked = useRef(openRoom);
  useEffect(() => {
    looked.current = openRoom;
  }, [openRoom]);
  useEffect(
    () =>
      client.onMessage((event) => {
        const isSeen = event.roomId === looked.current && document.hasFocus();
        // What a colleague sends needs no answer.
        const isOurs = event.message.sender_gallery_id === client.me.get()?.galleryId;
        if (!isSeen && !isOurs) for (const tell of NOTICES) tell(event);
      }),
    [client],
  );
}
