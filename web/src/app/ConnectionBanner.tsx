import type { ConnectionState } from '@dealer-messaging/client';
import { useChat } from '@dealer-messaging/client/react';
import { Button } from '@mantine/core';
import { CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n';
import classes from './ConnectionBanner.module.css';

/** Says what is wrong with the connection and what becomes of what is written meanwhile; nothing while all is well. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { client, connection } = useChat();
  const { status } = connection;
  const isOffline = useOffline();
  const problem = useProblem(connection);
  const text = isOffline ? t('connection.offline') : problem;
  // Always there, so that a screen reader hears of what comes into it.
  return (
    <div role="status" data-testid="connection" data-status={status} className={classes.place}>
      {text !== undefined && (
        <div className={classes.banner} data-status={isOffline ? 'offline' : status}>
          <CloudOff size={16} aria-hidden="true" />
          <span>{text}</span>
          {status !== 'connecting' && !isOffline && (
            <Button size="compact-xs" variant="white" color="dark" onClick={() => client.reconnect()}>
              {t('connection.tryNow')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function useProblem(connection: ConnectionState): string | undefined {
  const { t } = useTranslation();
  const { clock } = useFormat();
  switch (connection.status) {
    case 'online':
      return undefined;
    case 'reconnecting':
      return t('connection.reconnecting', { time: clock(connection.since) });
    case 'connecting':
    case 'unauthorized':
    case 'closed':
      return t(`connection.${connection.status}`);
  }
}

/** Without a network the connection may take a while to notice. */
const useOffline = (): boolean => useSyncExternalStore(listenToNetwork, () => !navigator.onLine);

function listenToNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
