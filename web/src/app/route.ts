import { useMemo, useSyncExternalStore } from 'react';

/** What a new conversation can be about. */
export const SUBJECTS = ['offer', 'vehicle', 'support'] as const;
export type Subject = (typeof SUBJECTS)[number];

export type Route =
  | { view: 'list' }
  | { view: 'room'; roomId: string; seq: number | undefined }
  /** For links on the marketplace's own pages: opens the room about an offer or a vehicle, or with support. */
  | { view: 'begin'; subject: Subject; id: string | undefined }
  | { view: 'admin'; part: AdminPart; roomId: string | undefined };

export const ADMIN_PARTS = ['rooms', 'figures', 'audit'] as const;
export type AdminPart = (typeof ADMIN_PARTS)[number];

export const roomHash = (roomId: string, seq?: number): string =>
  seq === undefined ? `#/room/${roomId}` : `#/room/${roomId}/${seq}`;

export const adminHash = (part: AdminPart = 'rooms', roomId?: string): string =>
  roomId === undefined ? `#/admin/${part}` : `#/admin/${part}/${roomId}`;

export const LIST_HASH = '#/';

export function routeOf(hash: string): Route {
  const [view, first, second] = hash.replace(/^#\/?/, '').split('/');
  const subject = SUBJECTS.find((known) => known === view);
  if (subject !== undefined) return { view: 'begin', subject, id: first || undefined };
  if (view === 'admin') {
    const part = ADMIN_PARTS.find((known) => known === first) ?? 'rooms';
    return { view: 'admin', part, roomId: second || undefined };
  }
  if (view === 'room' && first) return { view: 'room', roomId: first, seq: seqOf(second) };
  return { view: 'list' };
}

const seqOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined;

/** Where the page is. It stands in the address behind `#`, so that the browser's back works, on a phone above all. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, readHash);
  return useMemo(() => routeOf(hash), [hash]);
}

const readHash = (): string => window.location.hash;

function listen(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(MOVED, listener);
  };
}

/** The browser tells of going back and forth, not of `pushState`. */
const MOVED = 'inbox:moved';

interface Step {
  fromList?: boolean;
}

export function navigate(hash: string, { replace = false } = {}): void {
  if (hash === window.location.hash) return;
  const step: Step = { fromList: routeOf(window.location.hash).view === 'list' };
  if (replace) window.history.replaceState(window.history.state, '', hash);
  else window.history.pushState(step, '', hash);
  window.dispatchEvent(new Event(MOVED));
}

/** To the list: a step back when that is where one came from, so that the history does not grow with each look. */
export function backToList(): void {
  if ((window.history.state as Step | null)?.fromList) window.history.back();
  else navigate(LIST_HASH, { replace: true });
}
