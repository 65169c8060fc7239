import type { RoomView } from '@dealer-messaging/client';
import { Loader } from '@mantine/core';
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import classes from './RoomList.module.css';
import { RoomRow } from './RoomRow';

/** Rows before the end at which the next ones are fetched. */
const AHEAD = 15;

export interface RoomListHandle {
  focusFirst: () => void;
}

interface RoomListProps {
  rooms: readonly RoomView[];
  openRoom: string | undefined;
  hasMore: boolean;
  onMore: () => Promise<void>;
  /** What scrolls; there may be something above and below the list in it. */
  scroller: RefObject<HTMLElement | null>;
  ref?: Ref<RoomListHandle>;
}

/** As many rows as are seen, of as many as there are. One of them is reached with Tab, the others with the arrows. */
export function RoomList({ rooms, openRoom, hasMore, onMore, scroller, ref }: RoomListProps) {
  const { t } = useTranslation('inbox');
  const list = useRef<HTMLDivElement>(null);
  const rows = useRef<VirtualizerHandle>(null);
  const [focused, setFocused] = useState<string>();
  const [startMargin, setStartMargin] = useState(0);

  const wanted = focused ?? openRoom;
  const current = Math.max(
    0,
    rooms.findIndex(({ id }) => id === wanted),
  );

  const focusRow = (index: number): void => {
    const room = rooms[index];
    if (room === undefined) return;
    // The row has to be there before it can have the focus.
    flushSync(() => setFocused(room.id));
    list.current?.querySelector<HTMLElement>(`[data-room="${room.id}"]`)?.focus();
  };
  useImperativeHandle(ref, () => ({ focusFirst: () => focusRow(0) }));

  const moveFocus = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const targets: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      Home: 0,
      End: rooms.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    focusRow(target);
  };

  const fetchAhead = (): void => {
    const view = rows.current;
    if (!hasMore || view === null) return;
    const last = view.findItemIndex(view.scrollOffset + view.viewportSize);
    if (last >= rooms.length - AHEAD) void onMore();
  };

  // A filter may leave less than fills the view.
  useEffect(() => {
    if (hasMore && rooms.length < AHEAD) void onMore();
  }, [hasMore, rooms, onMore]);

  // What stands above the list comes and goes with the search.
  useLayoutEffect(() => {
    setStartMargin(list.current?.offsetTop ?? 0);
  }, [rooms]);

  return (
    <>
      {/* The keys are those of its rows, which are links. */}
      <div ref={list} role="list" aria-label={t('list')} onKeyDown={moveFocus}>
        <Virtualizer
          ref={rows}
          scrollRef={scroller}
          startMargin={startMargin}
          data={rooms}
          keepMounted={rooms.length > 0 ? [current] : []}
          onScroll={fetchAhead}
        >
          {(room, index) => (
            <RoomRow
              key={room.id}
              room={room}
              isOpen={room.id === openRoom}
              isReached={index === current}
              onFocus={setFocused}
            />
          )}
        </Virtualizer>
      </div>
      {hasMore && (
        <div className={classes.more} role="status">
          <Loader size="xs" aria-hidden="true" />
          <span>{t('loadingMore')}</span>
        </div>
      )}
    </>
  );
}
