import { useChat, useRooms } from '@dealer-messaging/client/react';
import { lazy, Suspense, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../app/account';
import { filterRooms } from './filter';
import classes from './InboxPane.module.css';
import { ListFilter } from './ListFilter';
import { NoRooms } from './NoRooms';
import { PaneHeader } from './PaneHeader';
import { RoomList, type RoomListHandle } from './RoomList';
import { SearchField } from './SearchField';

const MessageHits = lazy(() => import('./MessageHits'));

interface InboxPaneProps {
  openRoom: string | undefined;
  /** Whose inbox it is, where that is known. */
  owner: Account | undefined;
}

/** All conversations, and what is found in them. */
export function InboxPane({ openRoom, owner }: InboxPaneProps) {
  const { t } = useTranslation('inbox');
  const { me } = useChat();
  const { rooms, hasMore, loadMore, unread } = useRooms();
  const [text, setText] = useState('');
  const [isUnreadOnly, setUnreadOnly] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<RoomListHandle>(null);

  const sought = useDeferredValue(text.trim());
  const isSearching = sought !== '';
  const onlyUnread = isUnreadOnly && !isSearching;
  const shown = useMemo(
    () => filterRooms(rooms, { text: sought, onlyUnread, openRoom }, me),
    [rooms, sought, onlyUnread, openRoom, me],
  );

  return (
    <div className={classes.pane}>
      <PaneHeader owner={owner} />
      <div className={classes.tools}>
        <SearchField value={text} onChange={setText} onDown={() => list.current?.focusFirst()} />
        {!isSearching && (
          <ListFilter onlyUnread={isUnreadOnly} onChange={setUnreadOnly} unread={unread.rooms} />
        )}
      </div>
      <div className={classes.list} ref={scroller}>
        {isSearching && <h3 className={classes.part}>{t('search.rooms')}</h3>}
        <RoomList
          ref={list}
          rooms={shown}
          openRoom={openRoom}
          hasMore={hasMore}
          onMore={loadMore}
          scroller={scroller}
        />
        {shown.length === 0 && !hasMore && <NoRooms isSearching={isSearching} onlyUnread={onlyUnread} />}
        {isSearching && (
          <Suspense>
            <MessageHits text={sought} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
