import { Ellipsis, Reply, SmilePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { rightsOn } from '../rights';
import { useScope } from '../scope';
import { MessageMenu } from './MessageMenu';
import { ReactionPicker } from './ReactionPicker';
import { useRowHandlers, type Overlay } from './rowHandlers';
import classes from './Message.module.css';

interface MessageToolsProps {
  message: MessageView;
  isActive: boolean;
  overlay: Overlay['kind'] | null;
}

/** What can be done with a message, beside it, for who points at it or is there with the keyboard. */
export function MessageTools({ message, isActive, overlay }: MessageToolsProps) {
  const { t } = useTranslation('conversation');
  const scope = useScope();
  const { open } = useRowHandlers();
  const rights = rightsOn(message, scope);
  const hasActions = Object.values(rights).includes(true);
  // Plain buttons: there are three of them on every row, and rows come and go while one scrolls.
  const button = { type: 'button', className: classes.tool, tabIndex: isActive ? 0 : -1 } as const;

  const react = (
    <button
      {...button}
      aria-label={t('actions.react')}
      title={t('actions.react')}
      onClick={() => open({ messageId: message.id, kind: 'reactions' })}
    >
      <SmilePlus size={17} aria-hidden="true" />
    </button>
  );
  const more = (
    <button
      {...button}
      aria-label={t('actions.more')}
      title={t('actions.more')}
      aria-haspopup="menu"
      onClick={() => open({ messageId: message.id, kind: 'menu' })}
    >
      <Ellipsis size={17} aria-hidden="true" />
    </button>
  );

  return (
    <div className={classes.tools}>
      {rights.react &&
        (overlay === 'reactions' ? <ReactionPicker message={message}>{react}</ReactionPicker> : react)}
      {rights.reply && (
        <button
          {...button}
          data-wide-only
          aria-label={t('actions.reply')}
          title={t('actions.reply')}
          onClick={() => scope.actions.reply(message)}
        >
          <Reply size={17} aria-hidden="true" />
        </button>
      )}
      {hasActions &&
        (overlay === 'menu' ? (
          <MessageMenu message={message} rights={rights}>
            {more}
          </MessageMenu>
        ) : (
          more
        ))}
    </div>
  );
}
