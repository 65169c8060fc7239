import { useChat } from '@dealer-messaging/client/react';
import { Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotices } from '../notices';
import { useAccount } from './account';
import { ConnectionBanner } from './ConnectionBanner';
import { Dialogs } from './Dialogs';
import classes from './Inbox.module.css';
import { Panes } from './Panes';
import { useRoute } from './route';

const Admin = lazy(() => import('../admin'));

interface InboxProps {
  accountsUrl: string | undefined;
  account: string | undefined;
}

/** The page of somebody who is signed in. */
export function Inbox({ accountsUrl, account }: InboxProps) {
  const { t } = useTranslation();
  const { me } = useChat();
  const route = useRoute();
  const owner = useAccount(accountsUrl, account);
  const openRoom = route.view === 'room' ? route.roomId : undefined;
  const waiting = <Loader size="sm" m="auto" role="status" aria-label={t('loading')} />;
  useNotices(openRoom);
  return (
    <Dialogs openRoom={openRoom}>
      <div className={classes.page}>
        <ConnectionBanner />
        {route.view !== 'admin' && <Panes route={route} owner={owner} />}
        {route.view === 'admin' && me === undefined && waiting}
        {route.view === 'admin' && me !== undefined && (
          <Suspense fallback={waiting}>
            <Admin part={route.part} roomId={route.roomId} role={me.role} />
          </Suspense>
        )}
      </div>
    </Dialogs>
  );
}
