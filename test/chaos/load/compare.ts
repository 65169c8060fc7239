import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { MessageView } from '../../../src/contracts/index.ts';
import { request, type Door } from '../client/request.ts';
import { inBatches, type Actor } from './stage.ts';

const PAGE = 100;
/** Clients compared at the same time. */
const PARALLEL = 8;
/** Events may still be on their way when the load has ended: a client that differs is looked at again. */
const ATTEMPTS = 6;
const PAUSE = 1_000;

/** How many clients show something else than a client that begins anew, and stay like that for 5 s. */
export async function unlikeFresh(actors: Actor[], door: Door): Promise<number> {
  let unlike = actors;
  for (let attempt = 1; attempt <= ATTEMPTS && unlike.length > 0; attempt++) {
    if (attempt > 1) await delay(PAUSE);
    const same = await inBatches(unlike.length, PARALLEL, (number) => isLikeFresh(unlike[number], door));
    unlike = unlike.filter((_, number) => same[number] !== true);
  }
  return unlike.length;
}

async function isLikeFresh(actor: Actor | undefined, door: Door): Promise<boolean> {
  for (const room of actor?.client.rooms.values() ?? []) {
    const fresh = await fetchAll(door, actor?.person.token ?? '', room.roomId);
    if (!isDeepStrictEqual(room.messages, fresh)) return false;
  }
  return true;
}

async function fetchAll(door: Door, token: string, roomId: string): Promise<MessageView[]> {
  const all: MessageView[] = [];
  for (let more = true; more;) {
    const path = `/${roomId}/messages?after=${all.at(-1)?.seq ?? 0}&limit=${PAGE}`;
    const { body, pagination } = await request<MessageView[]>(door, token, 'GET', path);
    if (!body.success) throw new Error(`${path} was refused: ${body.error.code}`);
    all.push(...body.data);
    more = pagination.has_more === true;
  }
  return all;
}
