import { id, OFFERS_SERVICE } from '../demo-data.ts';
import { signToken } from '../sign.ts';
import type { DemoRoom, Said, Speaker, Step } from './script.ts';

/** Hours. */
const TOKEN_LIFE = 1;

/** Where a conversation is held. */
export interface Stage {
  /** Where REST begins, with API_PREFIX. */
  api: string;
  jwtSecret: string;
}

interface Answer<T> {
  data: T;
  /** Whether it was not there before. */
  created: boolean;
}

/**
 * Has said in a room what its script says, as clients would. Messages have the same `clientMessageId` each time and are
 * said once, also after a start that was cut off.
 * @returns the room's id
 * @throws Error when the service refuses
 */
export async function perform(stage: Stage, { kind, opener, subject, steps }: DemoRoom): Promise<string> {
  const call = caller(stage, opener.galleryId);
  const { data: room } = await call<{ id: string; last_seq: number }>(opener, 'POST', '/chats', subject);
  if (room.last_seq >= steps.filter(isSaid).length) return room.id;

  const path = `/chats/${room.id}`;
  const messages: string[] = [];
  for (const step of steps) {
    if (!isSaid(step)) {
      await call(step.readBy, 'POST', `${path}/read`);
      continue;
    }
    const body = {
      clientMessageId: id(kind, messages.length + 1),
      ...(step.replyTo !== undefined && { replyToId: messages[step.replyTo - 1] }),
    };
    const { data, created } = await call<{ id: string }>(
      step.by,
      'POST',
      ...(await request(path, step, body)),
    );
    messages.push(data.id);
    // Later nothing can be edited, and it may have become something else by now.
    if (created) await amend(call, `${path}/messages/${data.id}`, step);
  }
  return room.id;
}

const isSaid = (step: Step): step is Said => 'by' in step;

type Call = <T>(by: Speaker, method: string, path: string, body?: object) => Promise<Answer<T>>;

/** Where and how a message is sent. */
async function request(
  path: string,
  { content, type, file }: Said,
  more: Record<string, string | undefined>,
): Promise<[string, object]> {
  if (file === undefined) {
    return [`${path}/messages`, { content, ...(type !== undefined && { messageType: type }), ...more }];
  }
  const form = new FormData();
  if (content !== null) form.set('caption', content);
  if (file.voice !== undefined) form.set('metadata', JSON.stringify({ voice: file.voice }));
  for (const [name, value] of Object.entries(more)) if (value !== undefined) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(await file.bytes())], { type: file.type }), file.name);
  return [`${path}/upload`, form];
}

/** What happens to a message after it was sent. */
async function amend(call: Call, path: string, said: Said): Promise<void> {
  for (const [by, emoji] of said.reactions ?? []) await call(by, 'PUT', `${path}/reactions`, { emoji });
  if (said.editedTo !== undefined) await call(said.by, 'PATCH', path, { content: said.editedTo });
  if (said.pinned) await call(said.by, 'PUT', `${path}/pin`);
  if (said.deleted) await call(said.by, 'DELETE', path);
}

/** @param galleryId whom a service of the marketplace speaks for */
function caller({ api, jwtSecret }: Stage, galleryId: string): Call {
  return async <T>(by: Speaker, method: string, path: string, body?: object) => {
    const service = by === 'service';
    const token = service
      ? signToken({ userId: OFFERS_SERVICE, galleryIds: [], role: by, hours: TOKEN_LIFE }, jwtSecret)
      : signToken(
          { userId: by.userId, galleryIds: [by.galleryId], role: by.role, hours: TOKEN_LIFE },
          jwtSecret,
        );
    const form = body instanceof FormData;
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(service && { 'x-gallery-id': galleryId }),
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer}`);
    return { data: (JSON.parse(answer) as { data: T }).data, created: response.status === 201 };
  };
}
