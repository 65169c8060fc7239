import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { EMOJI, type EmojiGroup } from './emoji';
import { lately, remember } from './latelyUsed';
import classes from './EmojiPicker.module.css';

interface EmojiPickerProps {
  onPick: (emoji: string) => void;
}

const COLUMNS = 8;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

export default function EmojiPicker({ onPick }: EmojiPickerProps) {
  const { t } = useTranslation('conversation');
  const [recent] = useState(lately);
  const list = useRef<HTMLDivElement>(null);
  const groups: [EmojiGroup | 'lately', readonly string[]][] = [['lately', recent], ...EMOJI];
  const shown = groups.filter(([, emoji]) => emoji.length > 0);

  useEffect(() => {
    list.current?.querySelector('button')?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const index = buttons.findIndex((button) => button === document.activeElement);
    if (step === undefined || index < 0) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(index + step, buttons.length - 1))]?.focus();
  };
  const pick = (emoji: string): void => {
    remember(emoji);
    onPick(emoji);
  };

  return (
    <div ref={list} className={classes.picker} onKeyDown={onKeyDown}>
      {shown.map(([group, emoji], groupIndex) => (
        <section key={group} aria-label={t(`emoji.${group}`)}>
          <h3 className={classes.title}>{t(`emoji.${group}`)}</h3>
          <div className={classes.grid}>
            {emoji.map((one, index) => (
              <button
                key={one}
                type="button"
                className={classes.emoji}
                tabIndex={groupIndex === 0 && index === 0 ? 0 : -1}
                onClick={() => pick(one)}
              >
                {one}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
