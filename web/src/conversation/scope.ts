import { createContext, useContext } from 'react';
import type { Capabilities, Me, MessageView, Room } from '@dealer-messaging/client';

/** What can be done with the messages of a conversation. What fails is told in its notice line. */
export interface ConversationActions {
  reply: (message: MessageView) => void;
  edit: (message: MessageView) => void;
  askToDelete: (message: MessageView) => void;
  askToForward: (message: MessageView) => void;
  react: (message: MessageView, emoji: string, set: boolean) => void;
  pin: (message: MessageView, set: boolean) => void;
  copy: (message: MessageView) => void;
  jumpTo: (seq: number) => void;
  openImage: (message: MessageView) => void;
  focusComposer: () => void;
  /** Tells of something that failed. */
  fail: (error: unknown) => void;
}

/** What the parts of an open conversation share. It changes rarely, so that rows are drawn again rarely. */
export interface ConversationScope {
  conversation: Room;
  me: Me;
  /** Undefined until the service has told. */
  capabilities: Capabilities | undefined;
  /** False in a room that was closed. */
  isOpen: boolean;
  actions: ConversationActions;
}

const Scope = createContext<ConversationScope | undefined>(undefined);

export const ConversationScopeProvider = Scope.Provider;

export function useScope(): ConversationScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error('There is no conversation around this part.');
  return scope;
}
