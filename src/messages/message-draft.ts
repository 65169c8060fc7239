import { hash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { newId } from '../common/index.js';
import { excerpt, type MessageType } from '../contracts/index.js';
import type { StoredFile } from '../uploads/index.js';

/** A message as a caller asks for it, its form already checked. */
export interface MessageDraft {
  messageType: MessageType;
  content: string | null;
  metadata: Record<string, unknown> | null;
  clientMessageId: string | null;
  replyToId: string | null;
  /** The message that is passed on by it. */
  forwardedId: string | null;
}

/** A message ready to be stored. */
export interface NewMessage extends MessageDraft {
  id: string;
  file: StoredFile | null;
  requestHash: Buffer;
  preview: string | null;
}

/**
 * @param fileIdentity what the caller named as the file: a repeat names the same one, although each acceptance stores
 *   it under another key
 */
export function newMessage(draft: MessageDraft, file: StoredFile | null, fileIdentity: unknown): NewMessage {
  return {
    ...draft,
    id: newId(),
    file,
    requestHash: requestHash(draft, fileIdentity),
    preview: excerpt(draft.content ?? file?.name ?? null),
  };
}

/**
 * Tells a repeat of a request from another request; the order of keys in `metadata` does not matter. What is passed on may
 * have been edited since.
 */
export function requestHash(draft: MessageDraft, fileIdentity: unknown): Buffer {
  const { messageType, content, metadata, replyToId, forwardedId } = draft;
  const asked =
    forwardedId === null
      ? [messageType, content, metadata, replyToId, fileIdentity ?? null]
      : ['forward', forwardedId];
  const canonical = stringify(asked);
  return hash('sha256', canonical, 'buffer');
}
