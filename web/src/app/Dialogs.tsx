import { useRooms } from '@dealer-messaging/client/react';
import { useHotkeys } from '@mantine/hooks';
import { createContext, lazy, Suspense, use, useMemo, useState, type ReactNode } from 'react';
import { navigate, roomHash } from './route';

const HelpDialog = lazy(() => import('./HelpDialog'));
const NewConversation = lazy(() => import('../inbox/NewConversation'));

type Dialog = 'help' | 'create';

const DialogContext = createContext<(dialog: Dialog) => void>(() => undefined);

/** Opens one of the page's dialogs. */
export const useDialog = (): ((dialog: Dialog) => void) => use(DialogContext);

/** By this the search is found from everywhere. */
export const SEARCH_ID = 'inbox-search';

/** The page's dialogs, and the keys that work everywhere. */
export function Dialogs({ openRoom, children }: { openRoom: string | undefined; children: ReactNode }) {
  const [opened, setOpened] = useState<Dialog>();
  const close = (): void => setOpened(undefined);
  const step = useStep(openRoom);
  const toSearch = (): void => document.getElementById(SEARCH_ID)?.focus();

  useHotkeys([
    ['/', toSearch],
    // Where it stands above the 7.
    ['shift+/', toSearch],
    ['shift+?', () => setOpened('help')],
    ['?', () => setOpened('help')],
  ]);
  useHotkeys(
    [
      ['mod+K', toSearch],
      ['alt+N', () => setOpened('create'), { usePhysicalKeys: true }],
      ['alt+ArrowDown', () => step(1)],
      ['alt+ArrowUp', () => step(-1)],
    ],
    [],
  );

  return (
    <DialogContext value={setOpened}>
      {children}
      <Suspense>
        {opened === 'help' && <HelpDialog onClose={close} />}
        {opened === 'create' && <NewConversation onClose={close} />}
      </Suspense>
    </DialogContext>
  );
}

/** Goes to the conversation below or above the open one. */
function useStep(openRoom: string | undefined): (by: 1 | -1) => void {
  const { rooms } = useRooms();
  return useMemo(
    () => (by) => {
      const room = rooms[rooms.findIndex(({ id }) => id === openRoom) + by];
      if (room) navigate(roomHash(room.id));
    },
    [rooms, openRoom],
  );
}
