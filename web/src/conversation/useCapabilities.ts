import { useEffect, useState } from 'react';
import type { Capabilities } from '@dealer-messaging/client';
import { useChat } from '@dealer-messaging/client/react';

/** What the service can do; undefined until it has told. */
export function useCapabilities(): Capabilities | undefined {
  const { client, isConnected } = useChat();
  const [capabilities, setCapabilities] = useState<Capabilities>();
  useEffect(() => {
    if (capabilities) return undefined;
    let isWanted = true;
    client.capabilities().then(
      (answer) => {
        if (isWanted) setCapabilities(answer);
      },
      () => {
        // Asked again with the next connection.
      },
    );
    return () => {
      isWanted = false;
    };
  }, [client, capabilities, isConnected]);
  return capabilities;
}
