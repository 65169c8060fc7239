import type { MessageView, ReplyPreview } from './messages.js';

/** Code points. */
export const EXCERPT_LENGTH = 100;

/**
 * The start of a text on one line, cut between graphemes so that no emoji or İ is cut in half: for the room list, and for
 * what a reply answers. Clients cut the same way, since they make the latter of the messages that they hold.
 * @param most code points
 */
export function excerpt(text: string, most?: number): string;
export function excerpt(text: string | null, most?: number): string | null;
export function excerpt(text: string | null, most: number = EXCERPT_LENGTH): string | null {
  if (text === null) return null;
  const line = text.trim().replace(/\s+/gu, ' ');
  if (codePoints(line) <= most) return line;
  let cut = '';
  let length = 0;
  for (const { segment } of graphemes.segment(line.slice(0, most * 8))) {
    length += codePoints(segment);
    if (length > most - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

const graphemes = new Intl.Segmenter('tr', { granularity: 'grapheme' });
const codePoints = (text: string): number => Array.from(text).length;

/** What a reply to the message shows of it. */
export const replyPreviewOf = (message: MessageView): ReplyPreview => ({
  id: message.id,
  seq: message.seq,
  sender_id: message.sender_id,
  sender_gallery_id: message.sender_gallery_id,
  first_name: message.first_name,
  last_name: message.last_name,
  message_type: message.message_type,
  excerpt: excerpt(message.content ?? message.file_name),
  deleted_at: message.deleted_at,
});
