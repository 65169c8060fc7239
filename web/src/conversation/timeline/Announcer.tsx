import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { excerpt, type MessageView } from '@dealer-messaging/client';
import { useChat } from '@dealer-messaging/client/react';
import { fullName } from '../format/names';

/** Says new messages of others to who listens to the page. */
export function Announcer({ roomId }: { roomId: string }) {
  const { t } = useTranslation('conversation');
  const { client } = useChat();
  const [message, setMessage] = useState<MessageView>();

  useEffect(
    () =>
      client.onMessage((event) => {
        if (event.roomId === roomId) setMessage(event.message);
      }),
    [client, roomId],
  );

  return (
    <VisuallyHidden aria-live="polite">
      {message && (
        <p key={message.id}>
          {t('timeline.announce', {
            name: fullName(message) || t('message.somebody'),
            text: excerpt(message.content ?? message.file_name) ?? '',
          })}
        </p>
      )}
    </VisuallyHidden>
  );
}
