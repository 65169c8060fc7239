import { useEffect, useState } from 'react';
import type { AppConfig } from './config';

/** One of the demo's people. */
export interface Account {
  id: string;
  name: string;
  galleryId: string;
  galleryName: string;
  role: 'dealer' | 'support' | 'admin' | 'service';
}

/** Of the page's address. */
const PARAMETER = 'as';

/** Whose eyes the demo looks through in this window; outside of a demo nobody is named. */
export const accountInAddress = (): string | undefined =>
  new URLSearchParams(window.location.search).get(PARAMETER) ?? undefined;

export const accountAddress = (id: string): string =>
  `./?${new URLSearchParams({ [PARAMETER]: id }).toString()}`;

/** A token for who is signed in, as the page's host knows; in a demo for the account of this window. @throws when nobody is */
export async function fetchToken({ tokenUrl }: AppConfig, account: string | undefined): Promise<string> {
  const url = new URL(tokenUrl, window.location.href);
  if (account !== undefined) url.searchParams.set('account', account);
  const { token } = (await readJson(url, { credentials: 'include', cache: 'no-store' })) as { token: string };
  return token;
}

export async function loadAccounts(accountsUrl: string): Promise<Account[]> {
  const { accounts } = (await readJson(new URL(accountsUrl, window.location.href))) as {
    accounts: Account[];
  };
  return accounts;
}

/** Who this window belongs to in a demo. */
export function useAccount(accountsUrl: string | undefined, id: string | undefined): Account | undefined {
  const [account, setAccount] = useState<Account>();
  useEffect(() => {
    if (accountsUrl === undefined || id === undefined) return;
    loadAccounts(accountsUrl).then(
      (accounts) => setAccount(accounts.find((known) => known.id === id)),
      // Nothing more than a name in a corner.
      () => undefined,
    );
  }, [accountsUrl, id]);
  return account;
}

async function readJson(url: URL, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return response.json();
}
