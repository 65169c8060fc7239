import { VisuallyHidden } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { InboxPane } from '../inbox';
import type { Account } from './account';
import { Begin } from './Begin';
import { ErrorBoundary } from './ErrorBoundary';
import classes from './Panes.module.css';
import { backToList, type Route } from './route';
import { Welcome } from './Welcome';

const loadConversation = () => import('../conversation');
const Conversation = lazy(async () => ({ default: (await loadConversation()).Conversation }));

interface PanesProps {
  route: Route;
  owner: Account | undefined;
}

/** The list and the conversation side by side; on a phone the one that is of use. */
export function Panes({ route, owner }: PanesProps) {
  const { t } = useTranslation(['inbox', 'app']);
  const openRoom = route.view === 'room' ? route.roomId : undefined;
  useEffect(() => {
    // While the list is read: it is there then when a room is opened.
    void loadConversation();
  }, []);
  return (
    <main className={classes.panes} data-showing={route.view === 'list' ? 'list' : 'room'}>
      <VisuallyHidden component="h1">{t('app:title')}</VisuallyHidden>
      <section className={classes.list} aria-label={t('list')}>
        <InboxPane openRoom={openRoom} owner={owner} />
      </section>
      <section className={classes.room} aria-label={t('conversation')}>
        <ErrorBoundary key={openRoom}>
          <RoomPane route={route} />
        </ErrorBoundary>
      </section>
    </main>
  );
}

function RoomPane({ route }: { route: Route }) {
  if (route.view === 'room') {
    return (
      <Suspense>
        <Conversation key={route.roomId} roomId={route.roomId} focusSeq={route.seq} onBack={backToList} />
      </Suspense>
    );
  }
  return route.view === 'begin' ? <Begin subject={route.subject} id={route.id} /> : <Welcome />;
}
