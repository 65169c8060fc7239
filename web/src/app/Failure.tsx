import { Button } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Blank } from './Blank';
import classes from './Failure.module.css';

export function StartFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Failure title={t('failure.startTitle')} text={t('failure.startText')} error={error}>
      <Button onClick={onRetry}>{t('retry')}</Button>
    </Failure>
  );
}

export function PageFailure({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <Failure title={t('failure.title')} text={t('failure.text')} error={error}>
      <Button onClick={() => window.location.reload()}>{t('failure.reload')}</Button>
    </Failure>
  );
}

interface FailureProps {
  title: string;
  text: string;
  error: unknown;
  children: ReactNode;
}

function Failure({ title, text, error, children }: FailureProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.page}>
      <Blank icon={<CircleAlert />} title={title} text={text} role="alert">
        {children}
        <details className={classes.details}>
          <summary>{t('failure.details')}</summary>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </details>
      </Blank>
    </div>
  );
}
