import { createContext, useContext } from 'react';

/** What is open over a message. */
export interface Overlay {
  messageId: string;
  kind: 'menu' | 'reactions';
}

export interface RowHandlers {
  /** The keyboard is at this message now. */
  activate: (seq: number) => void;
  open: (overlay: Overlay) => void;
  close: () => void;
  onFlashed: () => void;
}

const Handlers = createContext<RowHandlers | undefined>(undefined);

export const RowHandlersProvider = Handlers.Provider;

export function useRowHandlers(): RowHandlers {
  const handlers = useContext(Handlers);
  if (!handlers) throw new Error('There is no timeline around this row.');
  return handlers;
}
