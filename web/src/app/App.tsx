import { createChatClient } from '@dealer-messaging/client';
import { ChatProvider } from '@dealer-messaging/client/react';
import i18next from 'i18next';
import { lazy, Suspense, type ReactNode } from 'react';
import { accountInAddress, fetchToken } from './account';
import type { AppConfig } from './config';
import { Inbox } from './Inbox';

const StartPage = lazy(() => import('../start'));

/** What the page is for whoever opens it: their inbox, or in a demo first the choice of who they are. */
export function openApp(config: AppConfig): ReactNode {
  const { accountsUrl } = config;
  const account = accountInAddress();
  if (accountsUrl !== undefined && account === undefined) {
    return (
      <Suspense>
        <StartPage accountsUrl={accountsUrl} />
      </Suspense>
    );
  }
  const client = createChatClient({
    url: config.api,
    getToken: () => fetchToken(config, account),
    locale: () => i18next.language,
  });
  return (
    <ChatProvider client={client}>
      <Inbox accountsUrl={accountsUrl} account={account} />
    </ChatProvider>
  );
}
