import { useChat } from '@dealer-messaging/client/react';
import { Button, Loader } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Blank } from './Blank';
import { errorText } from './errors';
import { LIST_HASH, navigate, roomHash, type Subject } from './route';
import { subjectOf } from './subject';
import classes from './Welcome.module.css';

/** Opens the room that a link of the marketplace asks for, and goes there. */
export function Begin({ subject, id }: { subject: Subject; id: string | undefined }) {
  const { t } = useTranslation();
  const { client } = useChat();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    let isLeft = false;
    client.startRoom(subjectOf(subject, id)).then(
      (room) => {
        if (!isLeft) navigate(roomHash(room.id), { replace: true });
      },
      (thrown: unknown) => {
        if (!isLeft) setError(thrown);
      },
    );
    return () => {
      isLeft = true;
    };
  }, [client, subject, id]);

  return (
    <div className={classes.welcome}>
      {error === undefined ? (
        <Blank icon={<Loader size="sm" />} title={t('begin.opening')} />
      ) : (
        <Blank icon={<CircleAlert />} title={t('begin.failed')} text={errorText(error)} role="alert">
          <Button variant="light" onClick={() => navigate(LIST_HASH, { replace: true })}>
            {t('begin.back')}
          </Button>
        </Blank>
      )}
    </div>
  );
}
