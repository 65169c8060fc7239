import { Popover } from '@mantine/core';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { useScope } from '../scope';
import { focusMessage } from './focusMessage';
import { useRowHandlers } from './rowHandlers';
import classes from './Reactions.module.css';

const EmojiPicker = lazy(() => import('../composer/EmojiPicker'));

const QUICK = ['👍', '❤️', '😂', '😮', '🙏', '✅'];

interface ReactionPickerProps {
  message: MessageView;
  /** The button that it belongs to. */
  children: ReactElement;
}

/** A few emoji, and all of them on wish. Drawn only while it is open. */
export function ReactionPicker({ message, children }: ReactionPickerProps) {
  const { t } = useTranslation('conversation');
  const { me, actions } = useScope();
  const { close } = useRowHandlers();
  const [showsAll, setShowsAll] = useState(false);

  const onClose = (): void => {
    close();
    focusMessage(message.seq);
  };
  const isMine = (emoji: string): boolean =>
    message.reactions.some((reaction) => reaction.emoji === emoji && reaction.user_ids.includes(me.userId));
  const pick = (emoji: string): void => {
    actions.react(message, emoji, !isMine(emoji));
    onClose();
  };

  return (
    <Popover opened onDismiss={onClose} position="top" hideDetached={false} trapFocus shadow="md">
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={6} aria-label={t('actions.react')}>
        {showsAll ? (
          <Suspense fallback={<div className={classes.pickerSpace} />}>
            <EmojiPicker onPick={pick} />
          </Suspense>
        ) : (
          <div className={classes.quick}>
            {QUICK.map((emoji) => (
              <button
                key={emoji}
                type="button"
                className={classes.quickEmoji}
                aria-pressed={isMine(emoji)}
                onClick={() => pick(emoji)}
              >
                {emoji}
              </button>
            ))}
            <button
              type="button"
              className={classes.quickEmoji}
              aria-label={t('actions.moreEmoji')}
              onClick={() => setShowsAll(true)}
            >
              <Plus size={18} aria-hidden="true" />
            </button>
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
