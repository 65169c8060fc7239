import { useEffect, useState } from 'react';
import { ChatError, type FoundMessage } from '@dealer-messaging/client';
import { useScope } from '../scope';

interface Result {
  query: string;
  found: readonly FoundMessage[];
  next: string | null;
  error: unknown;
}

export interface RoomSearch {
  found: readonly FoundMessage[];
  isSearching: boolean;
  hasMore: boolean;
  /** Null: none. */
  error: unknown;
  loadMore: () => void;
}

const NOTHING: Result = { query: '', found: [], next: null, error: null };

/** Searches the open room. What was found for the query before is shown until there is an answer. */
export function useRoomSearch(query: string): RoomSearch {
  const { conversation } = useScope();
  const [result, setResult] = useState<Result>(NOTHING);
  const [isLoadingMore, setLoadingMore] = useState(false);

  useEffect(() => {
    if (query === '') return undefined;
    const cancel = new AbortController();
    conversation.search(query, { signal: cancel.signal }).then(
      ({ items, next }) => setResult({ query, found: items, next, error: null }),
      (error: unknown) => {
        const isCancelled = error instanceof ChatError && error.code === 'ABORTED';
        if (!isCancelled) setResult({ query, found: [], next: null, error });
      },
    );
    return () => cancel.abort();
  }, [conversation, query]);

  const { next } = result;
  const loadMore = (): void => {
    if (next === null) return;
    setLoadingMore(true);
    conversation
      .search(query, { cursor: next })
      .then(
        (page) => setResult((now) => continued(now, query, page)),
        (error: unknown) => setResult((now) => ({ ...now, error })),
      )
      .finally(() => setLoadingMore(false));
  };

  if (query === '') return { found: [], isSearching: false, hasMore: false, error: null, loadMore };
  return {
    found: result.found,
    isSearching: result.query !== query || isLoadingMore,
    hasMore: next !== null && result.query === query,
    error: result.error,
    loadMore,
  };
}

/** Another search may have begun meanwhile. */
const continued = (
  now: Result,
  query: string,
  page: { items: FoundMessage[]; next: string | null },
): Result =>
  now.query === query ? { ...now, found: [...now.found, ...page.items], next: page.next, error: null } : now;
