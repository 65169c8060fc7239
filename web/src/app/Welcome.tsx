import { MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Blank } from './Blank';
import classes from './Welcome.module.css';

/** Beside the list, while no conversation is open. */
export function Welcome() {
  const { t } = useTranslation();
  return (
    <div className={classes.welcome}>
      <Blank icon={<MessagesSquare />} title={t('welcome.title')} text={t('welcome.text')} />
    </div>
  );
}
