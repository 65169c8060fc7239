import { Button, Loader } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadAccounts, type Account } from '../app/account';
import { Blank } from '../app/Blank';
import { AccountCard } from './AccountCard';
import { LanguageSwitch } from './LanguageSwitch';
import classes from './StartPage.module.css';

/** Where the demo begins: the choice of whose eyes to look through. */
export function StartPage({ accountsUrl }: { accountsUrl: string }) {
  const { t } = useTranslation(['start', 'app']);
  const { accounts, failed, retry } = useAccounts(accountsUrl);
  return (
    <main className={classes.page}>
      <div className={classes.content}>
        <header className={classes.header}>
          <p className={classes.demo}>{t('demo')}</p>
          <LanguageSwitch />
        </header>
        <h1 className={classes.title}>{t('title')}</h1>
        <p className={classes.text}>{t('text')}</p>
        {failed && (
          <Blank icon={<CircleAlert />} title={t('failed')} role="alert">
            <Button onClick={retry}>{t('app:retry')}</Button>
          </Blank>
        )}
        {!failed && accounts === undefined && (
          <Loader size="sm" role="status" aria-label={t('app:loading')} />
        )}
        <div className={classes.galleries}>
          {byGallery(accounts ?? []).map(([galleryId, people]) => (
            <section key={galleryId} className={classes.gallery} aria-labelledby={galleryId}>
              <h2 id={galleryId}>{people[0]?.galleryName}</h2>
              {people.map((account) => (
                <AccountCard key={account.id} account={account} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </main>
  );
}

const byGallery = (accounts: readonly Account[]): [string, Account[]][] => [
  ...Map.groupBy(accounts, ({ galleryId }) => galleryId),
];

function useAccounts(accountsUrl: string) {
  const [accounts, setAccounts] = useState<Account[]>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    loadAccounts(accountsUrl).then(setAccounts, () => setFailed(true));
  }, [accountsUrl, attempt]);
  const retry = (): void => {
    setFailed(false);
    setAttempt((before) => before + 1);
  };
  return { accounts, failed, retry };
}
