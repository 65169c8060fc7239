import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Room } from '@dealer-messaging/client';
import { useChat } from '@dealer-messaging/client/react';

/**
 * Marks the room read while its end is in view of somebody who looks at it.
 * @param lastUnread the number of the newest message of the other side that is unread; null when there is none
 */
export function useReading(conversation: Room, lastUnread: number | null, isEndInView: boolean): void {
  const isAttended = useSyncExternalStore(listenToAttention, hasAttention);
  const { isConnected } = useChat();
  const asked = useRef<number | null>(null);

  useEffect(() => {
    // What was asked before may have been lost with the connection.
    if (!isConnected) asked.current = null;
  }, [isConnected]);

  useEffect(() => {
    if (!isConnected || !isAttended || !isEndInView || lastUnread === null || asked.current === lastUnread)
      return;
    asked.current = lastUnread;
    conversation.markRead().catch(() => {
      // Tried again with the next message, or when the window is looked at again.
      asked.current = null;
    });
  }, [conversation, lastUnread, isEndInView, isAttended, isConnected]);
}

const hasAttention = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

function listenToAttention(listener: () => void): () => void {
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}
