import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageView, RoomView } from '@dealer-messaging/client';
import { otherSide } from '../format/names';
import type { Notice } from '../NoticeLine';
import { useScope } from '../scope';

const ConfirmDialog = lazy(() => import('./ConfirmDialog'));
const ForwardDialog = lazy(() => import('./ForwardDialog'));
const Gallery = lazy(() => import('../files/Gallery'));

/** What lies over the conversation. */
export type Dialog = { kind: 'delete' | 'forward' | 'image'; message: MessageView } | { kind: 'close' };

interface DialogOfProps {
  dialog: Dialog | null;
  onClose: () => void;
  onRoomClosed: () => void;
  onNotice: (notice: Notice) => void;
}

export function DialogOf(props: DialogOfProps) {
  return <Suspense fallback={null}>{props.dialog && <Shown {...props} dialog={props.dialog} />}</Suspense>;
}

function Shown({ dialog, onClose, onRoomClosed, onNotice }: DialogOfProps & { dialog: Dialog }) {
  const { t } = useTranslation('conversation');
  const { conversation, me, actions } = useScope();

  switch (dialog.kind) {
    case 'delete':
      return (
        <ConfirmDialog
          title={t('remove.title')}
          text={t('remove.text')}
          confirm={t('remove.confirm')}
          onConfirm={() => conversation.remove(dialog.message.id).catch(actions.fail)}
          onClose={onClose}
        />
      );
    case 'close':
      return (
        <ConfirmDialog
          title={t('close.title')}
          text={t('close.text')}
          confirm={t('close.confirm')}
          onConfirm={() => conversation.close().then(onRoomClosed, actions.fail)}
          onClose={onClose}
        />
      );
    case 'forward': {
      const forward = (room: RoomView): void => {
        const name = otherSide(room, me).name ?? '';
        const told = (): void => onNotice({ text: t('forward.done', { name }), isFailure: false });
        conversation.forward(dialog.message.id, room.id).then(told, actions.fail);
        onClose();
      };
      return <ForwardDialog message={dialog.message} onForward={forward} onClose={onClose} />;
    }
    case 'image':
      return <Gallery start={dialog.message} onClose={onClose} />;
  }
}
