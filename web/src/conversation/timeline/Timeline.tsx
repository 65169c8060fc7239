import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer } from 'virtua';
import type { RoomState, RoomView } from '@dealer-messaging/client';
import { MessageRow } from '../message/MessageRow';
import { OutgoingRow } from '../message/OutgoingRow';
import { RowHandlersProvider, type Overlay } from '../message/rowHandlers';
import { useScope } from '../scope';
import { Announcer } from './Announcer';
import { EmptyRoom } from './EmptyRoom';
import { indexOfSeq, isOutgoing, keyOf, lastOfOthers, placeOf, type TimelineItem } from './rows';
import { LoadingOlder, TypingLine } from './TimelineStates';
import { ToNewest } from './ToNewest';
import { useNewLine } from './useNewLine';
import { useReading } from './useReading';
import { useRovingMessage } from './useRovingMessage';
import { FOOT, useTimelineScroll, type Jump } from './useTimelineScroll';
import { useWindow } from './useWindow';
import classes from './Timeline.module.css';

interface TimelineProps {
  view: RoomState;
  room: RoomView;
  /** The message to go to, until it has flashed. */
  jump: Jump | null;
  onFlashed: () => void;
}

export function Timeline({ view, room, jump, onFlashed }: TimelineProps) {
  const { t } = useTranslation('conversation');
  const { conversation, me, actions } = useScope();
  const { messages, outgoing, atEnd, readUpTo } = view;
  const scroller = useRef<HTMLDivElement>(null);
  const [overlay, setOverlay] = useState<Overlay | null>(null);

  const loaded = useWindow(messages);
  const items = useMemo<readonly TimelineItem[]>(
    () => (atEnd && outgoing.length > 0 ? [...messages, ...outgoing] : messages),
    [messages, outgoing, atEnd],
  );
  const newSeq = useNewLine(conversation, room, messages, me);
  const scroll = useTimelineScroll({ loaded, items, isAtEnd: atEnd, newSeq, jump });
  const { list, toEnd } = scroll;
  const lastOther = lastOfOthers(messages, me.galleryId);
  useReading(
    conversation,
    lastOther?.read_at === null ? lastOther.seq : null,
    atEnd && scroll.isEndInView === true,
  );
  const roving = useRovingMessage({ messages, list, scroller, onLeave: actions.focusComposer });
  const { activeSeq, activate } = roving;

  const handlers = useMemo(
    () => ({ activate, onFlashed, open: setOverlay, close: () => setOverlay(null) }),
    [activate, onFlashed],
  );

  const toNewest = (): void => {
    if (atEnd) toEnd();
    else conversation.showNewest();
  };

  const renderItem = useCallback(
    (item: TimelineItem, index: number) => {
      const { startsDay, startsGroup } = placeOf(item, items[index - 1], me.userId);
      if (isOutgoing(item)) {
        return (
          <OutgoingRow
            key={keyOf(item, me.userId)}
            message={item}
            startsDay={startsDay}
            startsGroup={startsGroup}
          />
        );
      }
      return (
        <MessageRow
          key={keyOf(item, me.userId)}
          message={item}
          startsDay={startsDay}
          startsGroup={startsGroup || item.seq === newSeq}
          isFirstNew={item.seq === newSeq}
          isRead={item.read_at !== null || item.seq <= readUpTo}
          isActive={item.seq === activeSeq}
          isFlashing={item.seq === jump?.seq}
          overlay={overlay?.messageId === item.id ? overlay.kind : null}
        />
      );
    },
    [items, me.userId, newSeq, readUpTo, activeSeq, jump, overlay],
  );

  const activeIndex = activeSeq === null ? undefined : indexOfSeq(messages, activeSeq);
  const keepMounted = useMemo(() => (activeIndex === undefined ? undefined : [activeIndex]), [activeIndex]);

  return (
    <div className={classes.timeline}>
      <LoadingOlder isShown={view.loadingOlder} />
      <RowHandlersProvider value={handlers}>
        <div
          ref={scroller}
          className={classes.scroller}
          role="log"
          // What is new is said by the announcer: here, older messages come into the page by scrolling too.
          aria-live="off"
          aria-label={t('timeline.label')}
          tabIndex={0}
          onKeyDown={roving.onKeyDown}
        >
          {items.length === 0 ? <EmptyRoom /> : <div className={classes.filler} />}
          <Virtualizer
            key={loaded.id}
            ref={list}
            data={items}
            shift={loaded.isShifted}
            keepMounted={keepMounted}
            bufferSize={400}
            onScroll={scroll.onScroll}
            onResize={scroll.onResize}
          >
            {renderItem}
          </Virtualizer>
          <div style={{ height: FOOT, flex: 'none' }} />
        </div>
      </RowHandlersProvider>
      <TypingLine userIds={view.typing} messages={messages} />
      {(!atEnd || scroll.isEndInView === false) && <ToNewest unread={room.unread_count} onClick={toNewest} />}
      <Announcer roomId={room.id} />
    </div>
  );
}
