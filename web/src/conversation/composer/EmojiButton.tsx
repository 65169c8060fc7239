import { Popover } from '@mantine/core';
import { Smile } from 'lucide-react';
import { lazy, Suspense, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../IconButton';
import classes from './Composer.module.css';

const EmojiPicker = lazy(() => import('./EmojiPicker'));

interface EmojiButtonProps {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onChange: (text: string) => void;
}

/** Puts an emoji where the cursor is. */
export function EmojiButton({ input, text, onChange }: EmojiButtonProps) {
  const { t } = useTranslation('conversation');
  const [isOpen, setOpen] = useState(false);

  const insert = (emoji: string): void => {
    const { selectionStart: start = text.length, selectionEnd: end = text.length } = input.current ?? {};
    onChange(text.slice(0, start) + emoji + text.slice(end));
    setOpen(false);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(start + emoji.length, start + emoji.length);
    });
  };

  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <IconButton label={t('composer.emoji')} onClick={() => setOpen(!isOpen)}>
          <Smile size={20} aria-hidden="true" />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('composer.emoji')}>
        <Suspense fallback={<div className={classes.pickerSpace} />}>
          <EmojiPicker onPick={insert} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
