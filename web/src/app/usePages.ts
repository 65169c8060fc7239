import type { Page } from '@dealer-messaging/client';
import { useEffect, useState } from 'react';

/** Asks for the page that begins at the cursor; without one for the first. */
export type AskPage<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>;

export interface Pages<T> {
  items: readonly T[];
  isLoading: boolean;
  hasMore: boolean;
  error: unknown;
  more: () => void;
}

interface Loaded<T> {
  ask: AskPage<T>;
  items: readonly T[];
  next: string | null;
  error: unknown;
}

/**
 * A list that comes page by page.
 * @param ask another function is another list; what was there before stays until its first page is
 */
export function usePages<T>(ask: AskPage<T>): Pages<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>();
  const [wanted, setWanted] = useState<{ ask: AskPage<T>; cursor: string }>();
  const cursor = wanted?.ask === ask ? wanted.cursor : undefined;

  useEffect(() => {
    const asking = new AbortController();
    ask(cursor, asking.signal).then(
      ({ items, next }) => {
        if (asking.signal.aborted) return;
        setLoaded((before) => ({
          ask,
          items: cursor === undefined ? items : [...(before?.items ?? []), ...items],
          next,
          error: undefined,
        }));
      },
      (error: unknown) => {
        if (!asking.signal.aborted) setLoaded({ ask, items: [], next: null, error });
      },
    );
    return () => asking.abort();
  }, [ask, cursor]);

  const next = loaded?.next ?? null;
  return {
    items: loaded?.items ?? [],
    isLoading: loaded?.ask !== ask || (next !== null && cursor === next),
    hasMore: next !== null,
    error: loaded?.error,
    more: () => {
      if (next !== null) setWanted({ ask, cursor: next });
    },
  };
}
