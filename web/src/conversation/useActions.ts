import { useMemo, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Room } from '@dealer-messaging/client';
import { errorText } from '../app/errors';
import type { Writing } from './composer/Composer';
import type { Dialog } from './dialogs/DialogOf';
import type { Notice } from './NoticeLine';
import type { ConversationActions } from './scope';
import type { Jump } from './timeline/useTimelineScroll';

interface ActionsOptions {
  conversation: Room;
  input: RefObject<HTMLTextAreaElement | null>;
  setDialog: (dialog: Dialog) => void;
  setWriting: (writing: Writing) => void;
  setNotice: (notice: Notice) => void;
  setJump: (jump: Jump) => void;
}

export function useActions(options: ActionsOptions): ConversationActions {
  const { conversation, input, setDialog, setWriting, setNotice, setJump } = options;
  const { t } = useTranslation('conversation');
  return useMemo(() => {
    const fail = (error: unknown): void => setNotice({ text: errorText(error), isFailure: true });
    const done = (text: string): void => setNotice({ text, isFailure: false });
    // A menu that is being closed would take the focus back.
    const focusComposer = (): void => {
      requestAnimationFrame(() => input.current?.focus());
    };
    const write = (writing: Writing): void => {
      setWriting(writing);
      focusComposer();
    };
    return {
      fail,
      focusComposer,
      reply: (message) => write({ kind: 'reply', message }),
      edit: (message) => write({ kind: 'edit', message }),
      askToDelete: (message) => setDialog({ kind: 'delete', message }),
      askToForward: (message) => setDialog({ kind: 'forward', message }),
      openImage: (message) => setDialog({ kind: 'image', message }),
      jumpTo: (seq) => setJump({ seq }),
      react: (message, emoji, set) => void conversation.react(message.id, emoji, set).catch(fail),
      pin: (message, set) => void conversation.pin(message.id, set).catch(fail),
      copy: ({ content }) =>
        void navigator.clipboard.writeText(content ?? '').then(() => done(t('actions.copied')), fail),
    };
  }, [conversation, input, setDialog, setWriting, setNotice, setJump, t]);
}
