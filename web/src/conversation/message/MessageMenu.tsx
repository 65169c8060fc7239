import { Menu } from '@mantine/core';
import { Copy, Forward, Pencil, Pin, PinOff, Reply, SmilePlus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import type { Rights } from '../rights';
import { useScope } from '../scope';
import { focusMessage } from './focusMessage';
import { useRowHandlers } from './rowHandlers';

const CLOSING = ['mousedown', 'touchstart'];

interface MessageMenuProps {
  message: MessageView;
  rights: Rights;
  /** The button that it belongs to. */
  children: ReactElement;
}

/** Drawn only while it is open. */
export function MessageMenu({ message, rights, children }: MessageMenuProps) {
  const { t } = useTranslation('conversation');
  const { me, actions } = useScope();
  const { open, close } = useRowHandlers();
  const isPinned = message.pinned_at !== null;
  const icon = { size: 16, 'aria-hidden': true } as const;

  const onClose = (): void => {
    close();
    focusMessage(message.seq);
  };

  return (
    <Menu
      opened
      onClose={onClose}
      position={message.sender_gallery_id === me.galleryId ? 'bottom-end' : 'bottom-start'}
      width={210}
      returnFocus={false}
      withInitialFocusPlaceholder={false}
      hideDetached={false}
      // Not by keys, as by default: the one that has opened it is still on its way up.
      clickOutsideEvents={CLOSING}
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown aria-label={t('actions.label')}>
        {rights.reply && (
          <Menu.Item leftSection={<Reply {...icon} />} onClick={() => actions.reply(message)}>
            {t('actions.reply')}
          </Menu.Item>
        )}
        {rights.react && (
          <Menu.Item
            leftSection={<SmilePlus {...icon} />}
            closeMenuOnClick={false}
            onClick={() => open({ messageId: message.id, kind: 'reactions' })}
          >
            {t('actions.react')}
          </Menu.Item>
        )}
        {rights.copy && (
          <Menu.Item leftSection={<Copy {...icon} />} onClick={() => actions.copy(message)}>
            {t('actions.copy')}
          </Menu.Item>
        )}
        {rights.forward && (
          <Menu.Item leftSection={<Forward {...icon} />} onClick={() => actions.askToForward(message)}>
            {t('actions.forward')}
          </Menu.Item>
        )}
        {rights.pin && (
          <Menu.Item
            leftSection={isPinned ? <PinOff {...icon} /> : <Pin {...icon} />}
            onClick={() => actions.pin(message, !isPinned)}
          >
            {t(isPinned ? 'actions.unpin' : 'actions.pin')}
          </Menu.Item>
        )}
        {rights.edit && (
          <Menu.Item leftSection={<Pencil {...icon} />} onClick={() => actions.edit(message)}>
            {t('actions.edit')}
          </Menu.Item>
        )}
        {rights.remove && (
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<Trash2 {...icon} />}
            onClick={() => actions.askToDelete(message)}
          >
            {t('actions.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
