/** The Redis stream through which the nodes hear of each other's broadcasts. */
export const STREAM = 'chat:broadcasts';
/** Entries that it keeps: what a node that was away for some seconds still finds there. */
export const STREAM_LENGTH = 10_000;

/** As Redis gives it: `fields` are names and values in turn. The id, `milliseconds-number`, grows. */
export type StreamEntry = [id: string, fields: string[]];

/** Where a stream without entries begins. */
export const BEGINNING = '0-0';

const ID = /^\d{1,16}-\d{1,16}$/;

export const isEntryId = (text: unknown): text is string => typeof text === 'string' && ID.test(text);

export function fieldOf(fields: readonly string[], name: string): string | undefined {
  for (let i = 0; i < fields.length; i += 2) if (fields[i] === name) return fields[i + 1];
  return undefined;
}

/** Whether one entry was written before the other. */
export function isBefore(id: string, other: string): boolean {
  const [time = 0, number = 0] = id.split('-').map(Number);
  const [otherTime = 0, otherNumber = 0] = other.split('-').map(Number);
  return time === otherTime ? number < otherNumber : time < otherTime;
}

/** When it was written, in milliseconds of the clock of Redis. */
export const timeOf = (id: string): number => Number(id.split('-')[0]);

const MISSED = 'missed';

/** An entry that asks every node to catch up; the adapter skips what names no namespace. @param ago milliseconds */
export const missedEntry = (ago: number): string[] => [MISSED, String(ago)];

/** Milliseconds that an entry asks to catch up on, if it is such a one. */
export function missedAgo(fields: readonly string[]): number | undefined {
  const ago = fieldOf(fields, MISSED);
  return ago === undefined ? undefined : Number(ago);
}
