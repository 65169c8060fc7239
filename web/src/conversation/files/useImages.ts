import { useEffect, useMemo, useState } from 'react';
import type { MessageView } from '@dealer-messaging/client';
import { useScope } from '../scope';
import { isShowable } from './fileKind';

interface Images {
  current: MessageView;
  older: MessageView | undefined;
  newer: MessageView | undefined;
  goTo: (message: MessageView) => void;
}

/** The images around one: those that are loaded, and older ones as one comes near them. */
export function useImages(start: MessageView): Images {
  const { conversation } = useScope();
  const [current, setCurrent] = useState(start);
  const [images, setImages] = useState(() =>
    inOrder([...conversation.state.get().messages.filter(isShowable), start]),
  );
  const index = images.findIndex(({ id }) => id === current.id);
  const oldest = images[0]?.seq;
  const isAtOldest = index === 0;

  useEffect(() => {
    if (!isAtOldest || oldest === undefined) return undefined;
    let isWanted = true;
    conversation.media('image', oldest).then(
      ({ items }) => {
        const found = items.filter(isShowable);
        if (isWanted && found.length > 0) setImages((known) => inOrder([...known, ...found]));
      },
      () => {
        // The loaded ones can be looked at.
      },
    );
    return () => {
      isWanted = false;
    };
  }, [conversation, isAtOldest, oldest]);

  return useMemo(
    () => ({ current, older: images[index - 1], newer: images[index + 1], goTo: setCurrent }),
    [current, images, index],
  );
}

function inOrder(messages: readonly MessageView[]): MessageView[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return [...byId.values()].sort((one, other) => one.seq - other.seq);
}
