import { newMessage, requestHash, type MessageDraft } from './message-draft.js';

const draft = (overrides: Partial<MessageDraft> = {}): MessageDraft => ({
  messageType: 'text',
  content: 'Merhaba',
  metadata: null,
  clientMessageId: null,
  replyToId: null,
  forwardedId: null,
  ...overrides,
});

const preview = (content: string) => newMessage(draft({ content }), null, null).preview;

describe('the preview of a message', () => {
  it('is the message itself when it is short, on one line', () => {
    expect(preview('  Merhaba\n\n araç  duruyor mu? ')).toBe('Merhaba araç duruyor mu?');
  });

  it('has at most 100 code points and does not cut a grapheme', () => {
    const long = preview('👨‍👩‍👧'.repeat(60)) ?? '';
    expect(Array.from(long).length).toBeLessThanOrEqual(100);
    expect(long.replace('…', '').replaceAll('👨‍👩‍👧', '')).toBe('');
    expect(long.endsWith('…')).toBe(true);
  });

  it('keeps a text of exactly 100 code points whole', () => {
    expect(preview('İ'.repeat(100))).toBe('İ'.repeat(100));
  });

  it('is the name of a file without a caption', () => {
    const file = {
      url: 'http://s3/bucket/key',
      name: 'ruhsat.pdf',
      size: 10,
      type: 'application/pdf',
      unchecked: false,
    };
    expect(newMessage(draft({ messageType: 'file', content: null }), file, {}).preview).toBe('ruhsat.pdf');
  });
});

describe('the hash of a request', () => {
  it('is the same for the same request, whatever the order of keys', () => {
    const one = requestHash(draft({ metadata: { a: 1, b: { c: 2, d: 3 } } }), null);
    const two = requestHash(draft({ metadata: { b: { d: 3, c: 2 }, a: 1 } }), null);
    expect(one.equals(two)).toBe(true);
  });

  it.each([
    { content: 'Merhaba!' },
    { messageType: 'system' as const },
    { metadata: { a: 1 } },
    { replyToId: '0197a1b2-0000-7000-8000-000000000001' },
  ])('differs with %p', (change) => {
    expect(requestHash(draft(change), null).equals(requestHash(draft(), null))).toBe(false);
  });

  it('differs with the file', () => {
    expect(requestHash(draft(), { sha256: 'a' }).equals(requestHash(draft(), { sha256: 'b' }))).toBe(false);
  });
});
