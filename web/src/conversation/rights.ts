import type { MessageView } from '@dealer-messaging/client';
import type { ConversationScope } from './scope';

/** What the reader may do with a message now. The service decides again. */
export interface Rights {
  reply: boolean;
  react: boolean;
  copy: boolean;
  edit: boolean;
  remove: boolean;
  forward: boolean;
  pin: boolean;
}

const NONE: Rights = {
  reply: false,
  react: false,
  copy: false,
  edit: false,
  remove: false,
  forward: false,
  pin: false,
};

export function rightsOn(message: MessageView, scope: ConversationScope): Rights {
  const { me, capabilities, isOpen } = scope;
  if (message.deleted_at !== null) return NONE;
  const copy = message.content !== null;
  if (!capabilities) return { ...NONE, copy, reply: isOpen };
  const { features, limits } = capabilities;
  const isOwn = message.sender_id === me.userId;
  const isSaid = message.message_type === 'text' || message.message_type === 'file';
  return {
    copy,
    reply: isOpen,
    react: isOpen && features.reactions,
    edit: isOpen && isOwn && isSaid && features.edits && isWithin(message, limits.edit_window),
    remove: isOpen && isOwn && features.deletions && isWithin(message, limits.delete_window),
    forward:
      isSaid && features.forwarding && (message.file_status === null || message.file_status === 'ready'),
    pin: isOpen && features.pins,
  };
}

const isWithin = ({ created_at }: MessageView, seconds: number): boolean =>
  Date.now() - Date.parse(created_at) < seconds * 1000;
