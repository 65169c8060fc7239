import type { FileKind, MessageView } from '@dealer-messaging/client';

/** Before the service has looked into a file, its announced type has to do. */
export const kindOf = ({ media, file_type }: MessageView): FileKind =>
  media?.kind ?? kindOfType(file_type ?? '');

export function kindOfType(type: string): FileKind {
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('video/')) return 'video';
  return type.startsWith('audio/') || type === 'application/ogg' ? 'audio' : 'document';
}

/** Pictures of phones that browsers do not draw: only their thumbnail can be shown. */
const UNDRAWN = /^image\/hei[cf]/;

/** Whether there is something to see of it. */
export const isDrawable = ({ media, file_type }: MessageView): boolean =>
  Boolean(media?.thumbnail) || !UNDRAWN.test(file_type ?? '');

/** An image that can be shown large. */
export const isShowable = (message: MessageView): boolean =>
  message.file_url !== null && kindOf(message) === 'image' && isDrawable(message);
