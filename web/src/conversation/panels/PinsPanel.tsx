import { Loader } from '@mantine/core';
import { PinOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { excerpt, type MessageView } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { fullName } from '../format/names';
import { IconButton } from '../IconButton';
import { useScope } from '../scope';
import { Panel } from './Panel';
import classes from './Panels.module.css';

interface PinsPanelProps {
  onClose: () => void;
  onChosen: (message: MessageView) => void;
}

export default function PinsPanel({ onClose, onChosen }: PinsPanelProps) {
  const { t } = useTranslation('conversation');
  const { conversation, isOpen, actions } = useScope();
  const [pins, setPins] = useState<readonly MessageView[]>();

  useEffect(() => {
    let isWanted = true;
    conversation.pins().then(
      (messages) => {
        if (isWanted) setPins(messages);
      },
      (error: unknown) => {
        if (!isWanted) return;
        setPins([]);
        actions.fail(error);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [conversation, actions]);

  const unpin = (message: MessageView): void => {
    setPins((shown) => shown?.filter(({ id }) => id !== message.id));
    actions.pin(message, false);
  };

  return (
    <Panel title={t('pins.title')} onClose={onClose}>
      <div className={classes.body}>
        {pins === undefined && <Loader size="sm" className={classes.loader} aria-hidden="true" />}
        {pins?.length === 0 && <p className={classes.note}>{t('pins.none')}</p>}
        <ul className={classes.list} aria-label={t('pins.title')}>
          {pins?.map((message) => (
            <li key={message.id} className={classes.pin}>
              <Pinned message={message} onChosen={onChosen} />
              {isOpen && (
                <IconButton label={t('actions.unpin')} size={30} onClick={() => unpin(message)}>
                  <PinOff size={16} aria-hidden="true" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function Pinned({ message, onChosen }: { message: MessageView; onChosen: PinsPanelProps['onChosen'] }) {
  const { t } = useTranslation('conversation');
  const { dateTime } = useFormats();
  const { me } = useScope();
  return (
    <button type="button" className={classes.hit} onClick={() => onChosen(message)}>
      <span className={classes.hitHead}>
        <span className={classes.hitName}>
          {message.sender_id === me.userId ? t('message.you') : fullName(message) || t('message.somebody')}
        </span>
        <time dateTime={message.created_at}>{dateTime(message.created_at)}</time>
      </span>
      <span className={classes.hitText}>{excerpt(message.content ?? message.file_name)}</span>
    </button>
  );
}
