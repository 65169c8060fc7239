import { hash } from 'node:crypto';
import QuickLRU from 'quick-lru';

/** Milliseconds. */
const DAY = 86_400_000;
const WIDE = 16 * DAY;

/**
 * What the index knows of a message besides its words, as numbers: whose it is, and when it was sent. A number may stand
 * for two things, so the statements look at the row as well.
 */
export type Key = number;

const remembered = new QuickLRU<string, Key>({ maxSize: 10_000 });

function keyOf(...parts: (string | number)[]): Key {
  const what = parts.join(' ');
  const known = remembered.get(what);
  if (known !== undefined) return known;
  const key = hash('md5', what, 'buffer').readInt32BE();
  remembered.set(what, key);
  return key;
}

/** Of everything in a room or of a gallery, and of the part of it that was sent in one stretch of time. */
const everything = (id: string): Key => keyOf(id);
const onDay = (id: string, day: number): Key => keyOf(id, 'day', day);
const inStretch = (id: string, stretch: number): Key => keyOf(id, 'wide', stretch);

export const senderKey = (userId: string): Key => keyOf('by', userId);
export const sidedKey = (galleryId: string): Key => keyOf('for', galleryId);
export const typeKey = (messageType: string): Key => keyOf('type', messageType);
export const roomTypeKey = (roomType: string): Key => keyOf('in', roomType);

/** A message, as far as its keys go. */
export interface Placed {
  room_id: string;
  gallery_a_id: string;
  gallery_b_id: string;
  room_type: string;
  sender_id: string;
  sender_gallery_id: string;
  message_type: string;
  created_at: Date;
}

export function keysOf(message: Placed): Key[] {
  const [day, stretch] = [DAY, WIDE].map((length) => Math.floor(message.created_at.getTime() / length));
  const scopes = [message.room_id, message.gallery_a_id, message.gallery_b_id];
  return [
    ...scopes.flatMap((id) => [everything(id), onDay(id, day as number), inStretch(id, stretch as number)]),
    senderKey(message.sender_id),
    sidedKey(message.sender_gallery_id),
    typeKey(message.message_type),
    roomTypeKey(message.room_type),
  ];
}

/** A part of the past. */
export interface Window {
  /** One of them is a key of whatever was sent in it, there. */
  keys: Key[];
  /** Milliseconds; the first of it. -Infinity: everything before. */
  since: number;
}

/** Days, and wide stretches after them, in a window. */
const [FIRST_DAYS, MORE_DAYS, STRETCHES] = [3, 14, 16];

/**
 * The past of a room or a gallery before `until`, latest first, in parts that grow: what is said often is found in the first
 * ones, and what is seldom said is little in the last ones.
 * @param id of the room or the gallery
 * @param until in milliseconds
 * @param from in milliseconds; -Infinity for no end
 */
export function* windows(id: string, until: number, from: number): Generator<Window> {
  const days = (first: number, count: number): Window => ({
    keys: Array.from({ length: count }, (_, n) => onDay(id, first - n)),
    since: (first - count + 1) * DAY,
  });
  const today = Math.floor(until / DAY);
  const first = days(today, FIRST_DAYS);
  yield first;
  if (first.since <= from) return;
  const more = days(today - FIRST_DAYS, MORE_DAYS);
  yield more;
  if (more.since <= from) return;
  const stretch = Math.floor((more.since - 1) / WIDE);
  const wide = {
    keys: Array.from({ length: STRETCHES }, (_, n) => inStretch(id, stretch - n)),
    since: (stretch - STRETCHES + 1) * WIDE,
  };
  yield wide;
  if (wide.since > from) yield { keys: [everything(id)], since: -Infinity };
}

/** A key of everything in a room or of a gallery. */
export const scopeKey = everything;
