import { useRef, useState } from 'react';
import type { MessageView } from '@dealer-messaging/client';
import { useScope } from '../scope';

interface FreshFile {
  /** The message with links that work. */
  message: MessageView;
  /** For a link that did not work: it may have ended. Asks for another one, once for each. */
  refresh: () => void;
}

/** Links to files last for an hour; a page may be open for days. */
export function useFreshFile(message: MessageView): FreshFile {
  const { conversation } = useScope();
  const [fresh, setFresh] = useState<{ instead: string | null; message: MessageView }>();
  const failed = useRef<string | null>(null);
  const shown = fresh?.instead === message.file_url ? fresh.message : message;

  const refresh = (): void => {
    if (failed.current === shown.file_url) return;
    failed.current = shown.file_url;
    conversation.message(message.id).then(
      (answer) => setFresh({ instead: message.file_url, message: answer }),
      () => {
        // What is shown in place of the file stays.
      },
    );
  };
  return { message: shown, refresh };
}
