import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, MessageView, RoomView } from '@dealer-messaging/client';
import { useChat, useRoom, type OpenRoom } from '@dealer-messaging/client/react';
import { Composer, type Writing } from './composer/Composer';
import { useAttachments } from './composer/useAttachments';
import { DialogOf, type Dialog } from './dialogs/DialogOf';
import { DropZone } from './DropZone';
import { Header, type PanelKind } from './header/Header';
import { focusMessage } from './message/focusMessage';
import { NoticeLine, type Notice } from './NoticeLine';
import { Loading, Refused } from './Placeholders';
import { ConversationScopeProvider } from './scope';
import { indexOfSeq } from './timeline/rows';
import { Timeline } from './timeline/Timeline';
import type { Jump } from './timeline/useTimelineScroll';
import { useActions } from './useActions';
import { useCapabilities } from './useCapabilities';
import classes from './Conversation.module.css';

const PANELS = {
  search: lazy(() => import('./panels/SearchPanel')),
  media: lazy(() => import('./panels/MediaPanel')),
  pins: lazy(() => import('./panels/PinsPanel')),
};

export interface ConversationProps {
  roomId: string;
  /** The number of the message to show first. */
  focusSeq?: number | undefined;
  /** Where there is no room for the list beside the conversation. */
  onBack: () => void;
}

/** One room: what was said in it, and where one writes. */
export function Conversation({ roomId, focusSeq, onBack }: ConversationProps) {
  const view = useRoom(roomId);
  const { me } = useChat();
  if (view.status === 'refused') return <Refused onBack={onBack} />;
  if (
    me === undefined ||
    view.room === undefined ||
    (view.status === 'loading' && view.messages.length === 0)
  ) {
    return <Loading onBack={onBack} />;
  }
  return (
    <OpenConversation key={roomId} view={view} room={view.room} me={me} focusSeq={focusSeq} onBack={onBack} />
  );
}

interface OpenConversationProps extends Omit<ConversationProps, 'roomId'> {
  view: OpenRoom;
  room: RoomView;
  me: Me;
}

function OpenConversation({ view, room, me, focusSeq, onBack }: OpenConversationProps) {
  const { t } = useTranslation('conversation');
  const { conversation } = view;
  const capabilities = useCapabilities();
  const [panel, setPanel] = useState<PanelKind | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [jump, setJump] = useState<Jump | null>(focusSeq === undefined ? null : { seq: focusSeq });
  const [seenFocus, setSeenFocus] = useState(focusSeq);
  const input = useRef<HTMLTextAreaElement>(null);

  if (focusSeq !== seenFocus) {
    setSeenFocus(focusSeq);
    if (focusSeq !== undefined) setJump({ seq: focusSeq });
  }

  const tell = useCallback((text: string) => setNotice({ text, isFailure: true }), []);
  const actions = useActions({ conversation, input, setDialog, setWriting, setNotice, setJump });
  const attachments = useAttachments(capabilities, tell);
  const isOpen = room.is_active && view.status !== 'closed';
  const scope = useMemo(
    () => ({ conversation, me, capabilities, isOpen, actions }),
    [conversation, me, capabilities, isOpen, actions],
  );

  const isReady = view.status !== 'loading';
  useEffect(() => {
    if (jump === null || !isReady) return;
    const isLoaded = (): boolean => indexOfSeq(conversation.state.get().messages, jump.seq) !== undefined;
    if (isLoaded()) return;
    conversation.showAround(jump.seq).then(
      () => {
        // There is no such message.
        if (!isLoaded()) setJump(null);
      },
      (error: unknown) => {
        setJump(null);
        actions.fail(error);
      },
    );
  }, [jump, isReady, conversation, actions]);

  const onFlashed = useCallback(() => setJump(null), []);
  const closeNotice = useCallback(() => setNotice(null), []);
  const endWriting = useCallback(() => setWriting(null), []);
  const closeDialog = (): void => {
    setDialog(null);
    if (dialog?.kind === 'close') actions.focusComposer();
    // The gallery gives the focus back by itself.
    else if (dialog && dialog.kind !== 'image') focusMessage(dialog.message.seq);
  };
  const closePanel = (): void => {
    setPanel(null);
    actions.focusComposer();
  };
  const goTo = ({ seq }: MessageView): void => {
    actions.jumpTo(seq);
    // There it lies over the conversation.
    if (window.matchMedia('(max-width: 47.99em)').matches) setPanel(null);
  };
  const Panel = panel === null ? null : PANELS[panel];

  return (
    <ConversationScopeProvider value={scope}>
      <div className={classes.conversation}>
        <DropZone isEnabled={isOpen} onFiles={attachments.add}>
          <Header
            room={room}
            view={view}
            onBack={onBack}
            onPanel={setPanel}
            onCloseRoom={() => setDialog({ kind: 'close' })}
          />
          <Timeline view={view} room={room} jump={jump} onFlashed={onFlashed} />
          <NoticeLine notice={notice} onClose={closeNotice} />
          {isOpen ? (
            <Composer input={input} writing={writing} onWritingEnd={endWriting} attachments={attachments} />
          ) : (
            <p className={classes.closed}>{t('close.closed')}</p>
          )}
        </DropZone>
        {Panel && (
          <Suspense fallback={null}>
            <Panel onClose={closePanel} onChosen={goTo} />
          </Suspense>
        )}
        <DialogOf dialog={dialog} onClose={closeDialog} onRoomClosed={onBack} onNotice={setNotice} />
      </div>
    </ConversationScopeProvider>
  );
}
