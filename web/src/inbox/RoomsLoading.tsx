import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './RoomsLoading.module.css';

const ROWS = Array.from({ length: 7 }, (_, index) => index);

/** The shape of what is coming. */
export function RoomsLoading() {
  const { t } = useTranslation();
  return (
    <div role="status" className={classes.rows}>
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {ROWS.map((row) => (
        <div key={row} className={classes.row} aria-hidden="true" />
      ))}
    </div>
  );
}
