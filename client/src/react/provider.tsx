import { createContext, use, useEffect, type ReactNode } from 'react';
import type { ChatClient } from '../chat-client.js';

const ClientContext = createContext<ChatClient | undefined>(undefined);

export interface ChatProviderProps {
  client: ChatClient;
  children: ReactNode;
}

/** Gives the client to what is inside, and keeps it connected as long as it is there. */
export function ChatProvider({ client, children }: ChatProviderProps) {
  useEffect(() => {
    void client.open();
    return () => client.close();
  }, [client]);
  return <ClientContext value={client}>{children}</ClientContext>;
}

/** @throws Error outside of a `ChatProvider` */
export function useChatClient(): ChatClient {
  const client = use(ClientContext);
  if (client === undefined) throw new Error('There is no <ChatProvider> around this component');
  return client;
}
