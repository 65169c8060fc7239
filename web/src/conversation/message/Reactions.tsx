import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { useScope } from '../scope';
import rowClasses from './Message.module.css';
import classes from './Reactions.module.css';

export function Reactions({ message, isActive }: { message: MessageView; isActive: boolean }) {
  const { t } = useTranslation('conversation');
  const { me, isOpen, actions } = useScope();
  if (message.reactions.length === 0) return null;
  return (
    <div className={rowClasses.reactions}>
      {message.reactions.map(({ emoji, count, user_ids }) => {
        const isMine = user_ids.includes(me.userId);
        return (
          <button
            key={emoji}
            type="button"
            className={classes.reaction}
            aria-pressed={isMine}
            aria-label={t('message.reaction', { emoji, count })}
            tabIndex={isActive ? 0 : -1}
            disabled={!isOpen}
            onClick={() => actions.react(message, emoji, !isMine)}
          >
            <span aria-hidden="true">{emoji}</span>
            {count > 1 && <span aria-hidden="true">{count}</span>}
          </button>
        );
      })}
    </div>
  );
}
