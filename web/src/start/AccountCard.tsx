import { ExternalLink } from 'lucide-react';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { accountAddress, type Account } from '../app/account';
import { GalleryAvatar } from '../inbox/GalleryAvatar';
import classes from './AccountCard.module.css';

/** Opens the inbox of one person in a window of its own, which is found again when they are chosen again. */
export function AccountCard({ account }: { account: Account }) {
  const { t } = useTranslation('start');
  return (
    <a className={classes.card} href={accountAddress(account.id)} target={`inbox-${account.id}`}>
      <GalleryAvatar name={account.name} />
      <span className={classes.who}>
        <span className={classes.name}>{account.name}</span>
        <span className={classes.role}>{t(`roles.${account.role}`)}</span>
      </span>
      <ExternalLink size={16} aria-hidden="true" className={classes.icon} />
      <VisuallyHidden>({t('newWindow')})</VisuallyHidden>
    </a>
  );
}
