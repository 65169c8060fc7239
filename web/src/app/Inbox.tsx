import { useChat } from '@dealer-messaging/client/react';
import { VisuallyHidden } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Conversation } from '../conversation';
import { InboxPane } from '../inbox';
import { useNotices } from '../notices';
import { useAccount } from './account';
import { Begin } from './Begin';
import { ConnectionBanner } from './ConnectionBanner';
import { Dialogs } from './Dialogs';
import { ErrorBoundary } from './ErrorBoundary';
import classes from './Inbox.module.css';
import { backToList, useRoute, type Route } from './route';
import { Welcome } from './Welcome';

const Admin = lazy(() => import('../admin'));

interface InboxProps {
  accountsUrl: string | undefined;
  account: string | undefined;
}

/** Two panes side by side; on a phone the one that is of use. */
export function Inbox({ accountsUrl, account }: InboxProps) {
  const { t } = useTranslation('inbox');
  const { me } = useChat();
  const route = useRoute();
  const owner = useAccount(accountsUrl, account);
  const openRoom = route.view === 'room' ? route.roomId : undefined;
  useNotices(openRoom);
  return (
    <Dialogs openRoom={openRoom}>
      <div className={classes.page}>
        <ConnectionBanner />
        {route.view === 'admin' && me !== undefined ? (
          <Suspense>
            <Admin part={route.part} roomId={route.roomId} role={me.role} />
          </Suspense>
        ) : (
          <main className={classes.panes} data-showing={route.view === 'list' ? 'list' : 'room'}>
            <VisuallyHidden component="h1">{t('app:title')}</VisuallyHidden>
            <section className={classes.list} aria-label={t('list')}>
              <InboxPane openRoom={openRoom} owner={owner} />
            </section>
            <section className={classes.room} aria-label={t('conversation')}>
              <ErrorBoundary key={openRoom}>
                <Room route={route} />
              </ErrorBoundary>
            </section>
          </main>
        )}
      </div>
    </Dialogs>
  );
}

function Room({ route }: { route: Route }) {
  if (route.view === 'room') {
    return <Conversation key={route.roomId} roomId={route.roomId} focusSeq={route.seq} onBack={backToList} />;
  }
  return route.view === 'begin' ? <Begin subject={route.subject} id={route.id} /> : <Welcome />;
}
