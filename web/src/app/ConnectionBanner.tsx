import type { ConnectionState } from '@dealer-messaging/client';
import { useChat } from '@dealer-messaging/client/react';
import { Button } from '@mantine/core';
import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n';
import classes from './ConnectionBanner.module.css';

/** Says what is wrong with the connection and what becomes of what is written meanwhile; nothing while all is well. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { client, connection } = useChat();
  const { status } = connection;
  const text = useConnectionText(connection);
  // Always there, so that a screen reader hears of what comes into it.
  return (
    <div role="status" data-testid="connection" data-status={status} className={classes.place}>
      {text !== undefined && (
        <div className={classes.banner} data-status={status}>
          <CloudOff size={16} aria-hidden="true" />
          <span>{text}</span>
          {status !== 'connecting' && (
            <Button size="compact-xs" variant="white" color="dark" onClick={() => client.reconnect()}>
              {t('connection.tryNow')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function useConnectionText(connection: ConnectionState): string | undefined {
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
