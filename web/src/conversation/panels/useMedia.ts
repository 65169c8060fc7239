import { useEffect, useState } from 'react';
import type { FileKind, MessageView } from '@dealer-messaging/client';
import { useScope } from '../scope';

interface Media {
  files: readonly MessageView[];
  isLoading: boolean;
  hasMore: boolean;
  loadMore: () => void;
}

/** The room's files of one kind, page by page. */
export function useMedia(kind: FileKind): Media {
  const { conversation, actions } = useScope();
  const [files, setFiles] = useState<readonly MessageView[]>([]);
  /** Undefined: from the newest one. */
  const [before, setBefore] = useState<number>();
  const [next, setNext] = useState<number | null>(null);
  const [isLoading, setLoading] = useState(true);

  useEffect(() => {
    let isWanted = true;
    conversation
      .media(kind, before)
      .then(
        (page) => {
          if (!isWanted) return;
          setFiles((known) => [...known, ...page.items]);
          setNext(page.next);
        },
        (error: unknown) => {
          if (isWanted) actions.fail(error);
        },
      )
      .finally(() => {
        if (isWanted) setLoading(false);
      });
    return () => {
      isWanted = false;
    };
  }, [conversation, actions, kind, before]);

  const loadMore = (): void => {
    if (next === null) return;
    setLoading(true);
    setBefore(next);
  };
  return { files, isLoading, hasMore: next !== null, loadMore };
}
