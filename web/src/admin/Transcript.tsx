import type { AdministeredRoomWithMessages, MessageView } from '@dealer-messaging/client';
import { Button, Loader } from '@mantine/core';
import { ArrowLeft, CircleAlert, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Blank } from '../app/Blank';
import { errorText } from '../app/errors';
import { adminHash, navigate } from '../app/route';
import { IconButton } from '../conversation/IconButton';
import { RoomSubject } from '../inbox/RoomSubject';
import { Said } from './Said';
import classes from './Transcript.module.css';
import { useAdministration } from './useAdministration';

type Read =
  | { status: 'loading' }
  | { status: 'failed'; error: unknown }
  | { status: 'ready'; room: AdministeredRoomWithMessages };

/** A room as it was written, for reading only. */
export function Transcript({ roomId }: { roomId: string }) {
  const { t } = useTranslation(['admin', 'app']);
  const { openRoom } = useAdministration();
  const [read, setRead] = useState<Read>({ status: 'loading' });

  useEffect(() => {
    let isLeft = false;
    const take = (next: Read): void => {
      if (!isLeft) setRead(next);
    };
    openRoom(roomId).then(
      (room) => take({ status: 'ready', room }),
      (error: unknown) => take({ status: 'failed', error }),
    );
    return () => {
      isLeft = true;
    };
  }, [openRoom, roomId]);

  switch (read.status) {
    case 'loading':
      return <Loader size="sm" m="auto" role="status" aria-label={t('app:loading')} />;
    case 'failed':
      return <Blank icon={<CircleAlert />} title={errorText(read.error)} role="alert" />;
    case 'ready':
      return <Opened room={read.room} />;
  }
}

function Opened({ room }: { room: AdministeredRoomWithMessages }) {
  const { t } = useTranslation('admin');
  const { messages, isLoading, hasOlder, error, older } = useOlder(room);
  return (
    <>
      <header className={classes.header}>
        <IconButton label={t('transcript.back')} onClick={() => navigate(adminHash('rooms'))} hiddenFrom="sm">
          <ArrowLeft size={19} aria-hidden="true" />
        </IconButton>
        <div className={classes.about}>
          <h2>
            {room.gallery_a_name} ↔ {room.gallery_b_name}
          </h2>
          <RoomSubject room={room} />
        </div>
      </header>
      <p className={classes.audited} role="status">
        <ShieldCheck size={15} aria-hidden="true" /> {t('transcript.audited')}
      </p>
      {/* Reached with Tab, so that the arrows scroll it. */}
      <div className={classes.messages} tabIndex={0} role="group" aria-label={t('transcript.label')}>
        {hasOlder && (
          <Button variant="subtle" size="xs" loading={isLoading} onClick={older} className={classes.older}>
            {t('transcript.older')}
          </Button>
        )}
        {error !== undefined && <p role="alert">{errorText(error)}</p>}
        {messages.length === 0 && <p className={classes.empty}>{t('transcript.empty')}</p>}
        <ol className={classes.list}>
          {messages.map((message) => (
            <Said key={message.id} message={message} room={room} />
          ))}
        </ol>
      </div>
    </>
  );
}

/** The room's messages, and more of them before. */
function useOlder(room: AdministeredRoomWithMessages) {
  const { olderMessages } = useAdministration();
  const [messages, setMessages] = useState<readonly MessageView[]>(room.messages);
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>();
  const first = messages[0]?.seq ?? room.first_seq;

  const older = (): void => {
    setLoading(true);
    setError(undefined);
    olderMessages(room.id, first)
      .then((before) => setMessages((now) => [...before, ...now]), setError)
      .finally(() => setLoading(false));
  };
  return { messages, isLoading, hasOlder: first > room.first_seq, error, older };
}
