import type { MessageView } from '@dealer-messaging/client';
import { indexOfSeq, placeOf } from './rows';

const AYSE = 'ayse';
const MEHMET = 'mehmet';

/** A text, as far as its place depends on it. */
const said = (sender_id: string, created_at: string, more: Partial<MessageView> = {}): MessageView =>
  ({ sender_id, created_at, message_type: 'text', ...more }) as MessageView;

describe('placeOf', () => {
  const first = said(AYSE, '2026-11-12T10:00:00.000Z');

  it('begins a day and a group with the first message', () => {
    expect(placeOf(first, undefined, AYSE)).toEqual({ startsDay: true, startsGroup: true });
  });

  it.each([
    ['goes on with the same person', said(AYSE, '2026-11-12T10:04:00.000Z'), false],
    ['breaks off at another person', said(MEHMET, '2026-11-12T10:01:00.000Z'), true],
    ['breaks off after a pause', said(AYSE, '2026-11-12T10:06:00.000Z'), true],
    [
      'breaks off at a system message',
      said(AYSE, '2026-11-12T10:01:00.000Z', { message_type: 'system' }),
      true,
    ],
  ])('a group %s', (_, message, startsGroup) => {
    expect(placeOf(message, first, AYSE)).toEqual({ startsDay: false, startsGroup });
  });

  it('begins a day, and with it a group, two days later', () => {
    const later = said(AYSE, '2026-11-14T10:00:00.000Z');
    expect(placeOf(later, first, AYSE)).toEqual({ startsDay: true, startsGroup: true });
  });

  it('puts what is on its way to one’s own messages', () => {
    const outgoing = { clientMessageId: 'x', createdAt: '2026-11-12T10:01:00.000Z' } as never;
    expect(placeOf(outgoing, first, AYSE).startsGroup).toBe(false);
    expect(placeOf(outgoing, first, MEHMET).startsGroup).toBe(true);
  });
});

describe('indexOfSeq', () => {
  const messages = [41, 42, 43].map((seq) => ({ seq }) as MessageView);

  it.each([
    [40, undefined],
    [41, 0],
    [43, 2],
    [44, undefined],
  ])('finds %d at %s', (seq, index) => {
    expect(indexOfSeq(messages, seq)).toBe(index);
  });

  it('finds nothing where nothing is', () => {
    expect(indexOfSeq([], 1)).toBeUndefined();
  });
});
