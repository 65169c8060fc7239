/** The parts of a browser that are used here; Node has none of them. */
interface Page {
  addEventListener?(name: string, listener: () => void): void;
  removeEventListener?(name: string, listener: () => void): void;
  document?: { visibilityState: string } & Required<Pick<Page, 'addEventListener' | 'removeEventListener'>>;
}

/** Calls back when the network, or the person in front of the page, is there again. @returns what ends it */
export function onReturn(listener: () => void): () => void {
  const page = globalThis as unknown as Page;
  const seen = (): void => {
    if (page.document?.visibilityState === 'visible') listener();
  };
  page.addEventListener?.('online', listener);
  page.document?.addEventListener('visibilitychange', seen);
  return () => {
    page.removeEventListener?.('online', listener);
    page.document?.removeEventListener('visibilitychange', seen);
  };
}
