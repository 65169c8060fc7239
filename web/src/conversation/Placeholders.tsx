import { Button, Loader } from '@mantine/core';
import { ArrowLeft, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Blank } from '../app/Blank';
import { IconButton } from './IconButton';
import headerClasses from './header/Header.module.css';
import classes from './Conversation.module.css';

/** In place of a conversation that is coming. */
export function Loading({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('conversation');
  return (
    <div className={classes.conversation} aria-busy="true">
      <div className={classes.main}>
        <header className={headerClasses.header}>
          <IconButton label={t('header.back')} className={headerClasses.back} onClick={onBack}>
            <ArrowLeft size={22} aria-hidden="true" />
          </IconButton>
        </header>
        <div className={classes.waiting} role="status">
          <Loader size="sm" role="img" aria-label={t('loading')} />
        </div>
      </div>
    </div>
  );
}

/** In place of a conversation that is not there, or of two others. */
export function Refused({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('conversation');
  return (
    <div className={classes.conversation}>
      <Blank icon={<Lock size={26} />} title={t('refused.title')} text={t('refused.text')}>
        <Button variant="light" onClick={onBack}>
          {t('header.back')}
        </Button>
      </Blank>
    </div>
  );
}
