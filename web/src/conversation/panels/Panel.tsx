import { X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../IconButton';
import classes from './Panels.module.css';

interface PanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Beside the conversation; over it where there is no room beside. */
export function Panel({ title, onClose, children }: PanelProps) {
  const { t } = useTranslation('conversation');
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <section ref={panel} className={classes.panel} aria-label={title} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <IconButton label={t('panel.close')} onClick={onClose}>
          <X size={20} aria-hidden="true" />
        </IconButton>
      </header>
      {children}
    </section>
  );
}
