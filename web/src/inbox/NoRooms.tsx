import { useRooms } from '@dealer-messaging/client/react';
import { Button } from '@mantine/core';
import { CheckCheck, CircleAlert, MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Blank } from '../app/Blank';
import { useDialog } from '../app/Dialogs';
import classes from './InboxPane.module.css';
import { RoomsLoading } from './RoomsLoading';

interface NoRoomsProps {
  isSearching: boolean;
  onlyUnread: boolean;
}

/** Why there is no conversation in the list. */
export function NoRooms({ isSearching, onlyUnread }: NoRoomsProps) {
  const { t } = useTranslation(['inbox', 'app']);
  const { status, refresh } = useRooms();
  const openDialog = useDialog();
  if (status === 'loading') return <RoomsLoading />;
  if (status === 'failed') {
    return (
      <Blank icon={<CircleAlert />} title={t('failed')} role="alert">
        <Button variant="light" onClick={() => void refresh()}>
          {t('app:retry')}
        </Button>
      </Blank>
    );
  }
  if (isSearching) return <p className={classes.note}>{t('search.noRoom')}</p>;
  if (onlyUnread) return <Blank icon={<CheckCheck />} title={t('allRead.title')} text={t('allRead.text')} />;
  return (
    <Blank icon={<MessagesSquare />} title={t('none.title')} text={t('none.text')}>
      <Button onClick={() => openDialog('create')}>{t('create.action')}</Button>
    </Blank>
  );
}
