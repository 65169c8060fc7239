import './styles';
import { Button, Modal, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { excerpt, type MessageView, type RoomView } from '@dealer-messaging/client';
import { useRooms } from '@dealer-messaging/client/react';
import { fold } from '../../inbox/fold';
import { otherSide, vehicleName } from '../format/names';
import { useScope } from '../scope';
import classes from './Dialogs.module.css';

interface ForwardDialogProps {
  message: MessageView;
  onForward: (room: RoomView) => void;
  onClose: () => void;
}

/** Chooses the room that a message is passed on to. */
export default function ForwardDialog({ message, onForward, onClose }: ForwardDialogProps) {
  const { t } = useTranslation('conversation');
  const { me } = useScope();
  const { rooms, hasMore, loadMore } = useRooms();
  const [text, setText] = useState('');
  const wordsOf = (room: RoomView): string =>
    [otherSide(room, me).name, vehicleName(room)].filter(Boolean).join(' ');
  const found = rooms.filter(
    (room) => room.id !== message.room_id && fold(wordsOf(room)).includes(fold(text.trim())),
  );

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('forward.title')}
      closeButtonProps={{ 'aria-label': t('forward.close') }}
    >
      <p className={classes.excerpt}>{excerpt(message.content ?? message.file_name)}</p>
      <TextInput
        data-autofocus
        value={text}
        aria-label={t('forward.search')}
        placeholder={t('forward.search')}
        leftSection={<Search size={16} aria-hidden="true" />}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul className={classes.rooms} aria-label={t('forward.rooms')}>
        {found.map((room) => (
          <li key={room.id}>
            <button type="button" className={classes.room} onClick={() => onForward(room)}>
              <span className={classes.roomName}>{otherSide(room, me).name}</span>
              <span className={classes.roomSubject}>
                {vehicleName(room) ?? t(`roomType.${room.room_type}`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={classes.text}>{t('forward.none')}</p>}
      {hasMore && (
        <Button variant="subtle" fullWidth onClick={() => void loadMore()}>
          {t('panel.more')}
        </Button>
      )}
    </Modal>
  );
}
