import { useCallback, useState } from 'react';

const keyOf = (userId: string, roomId: string): string => `dealer-inbox.draft.${userId}.${roomId}`;

/** What was begun in a room, kept until it is sent. By person: several may use one browser. */
export function useDraft(userId: string, roomId: string): [text: string, setText: (text: string) => void] {
  const key = keyOf(userId, roomId);
  const [text, setText] = useState(() => read(key));
  const change = useCallback(
    (now: string) => {
      setText(now);
      keep(key, now);
    },
    [key],
  );
  return [text, change];
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function keep(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing still sends.
  }
}
