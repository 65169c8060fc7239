import { SquarePen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../app/account';
import { useDialog } from '../app/Dialogs';
import { IconButton } from '../conversation/IconButton';
import { SettingsMenu } from '../settings';
import classes from './PaneHeader.module.css';

/** Whose inbox it is, and what can be done beside reading it. */
export function PaneHeader({ owner }: { owner: Account | undefined }) {
  const { t } = useTranslation('inbox');
  const openDialog = useDialog();
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h2>{t('heading')}</h2>
        {owner && (
          <p>
            {owner.name} · {owner.galleryName}
          </p>
        )}
      </div>
      <IconButton label={t('create.action')} onClick={() => openDialog('create')}>
        <SquarePen size={19} aria-hidden="true" />
      </IconButton>
      <SettingsMenu isDemo={owner !== undefined} />
    </header>
  );
}
