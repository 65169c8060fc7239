import { Textarea } from '@mantine/core';
import { Check, Mic, SendHorizontal } from 'lucide-react';
import {
  lazy,
  Suspense,
  useEffect,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS, type MessageView } from '@dealer-messaging/client';
import { IconButton } from '../IconButton';
import { rightsOn } from '../rights';
import { useScope } from '../scope';
import { AttachmentTray } from './AttachmentTray';
import { ContextBar } from './ContextBar';
import { useDraft } from './drafts';
import { EmojiButton } from './EmojiButton';
import { FileButton } from './FileButton';
import { canRecord } from './recorder';
import type { Attachments } from './useAttachments';
import classes from './Composer.module.css';

const VoiceRecorder = lazy(() => import('./VoiceRecorder'));

/** Code points that are left when it begins to count. */
const COUNTS_FROM = 200;

/** What is written on: an answer, a change of a message, or neither. */
export interface Writing {
  kind: 'reply' | 'edit';
  message: MessageView;
}

interface ComposerProps {
  input: RefObject<HTMLTextAreaElement | null>;
  writing: Writing | null;
  onWritingEnd: () => void;
  attachments: Attachments;
}

export function Composer({ input, writing, onWritingEnd, attachments }: ComposerProps) {
  const { t } = useTranslation('conversation');
  const scope = useScope();
  const { conversation, me, actions } = scope;
  const [draft, setDraft] = useDraft(me.userId, conversation.id);
  const [isRecording, setRecording] = useState(false);
  const editing = writing?.kind === 'edit' ? writing.message : null;
  const replyTo = writing?.kind === 'reply' ? writing.message : undefined;
  const [edited, setEdited] = useState({ id: '', text: '' });
  if (editing && editing.id !== edited.id) setEdited({ id: editing.id, text: editing.content ?? '' });

  useEffect(() => {
    // On a phone, the keyboard would cover what one came to read.
    if (window.matchMedia('(hover: hover) and (pointer: fine)').matches) input.current?.focus();
  }, [input]);

  const text = editing ? edited.text : draft;
  const words = text.trim();
  const left = LIMITS.contentLength - Array.from(words).length;
  const hasFiles = attachments.items.length > 0 && !editing;
  // A file needs no words, and may lose those that it had.
  const needsWords = editing ? editing.message_type !== 'file' : !hasFiles;
  const canSend = left >= 0 && (words !== '' || !needsWords);

  const change = (now: string): void => {
    if (editing) setEdited({ id: editing.id, text: now });
    else {
      setDraft(now);
      if (now !== '') conversation.typing();
      else conversation.stopTyping();
    }
  };
  const endWriting = (): void => {
    setEdited({ id: '', text: '' });
    onWritingEnd();
  };
  const saveEdit = (message: MessageView): void => {
    if (words === (message.content ?? '')) endWriting();
    else conversation.edit(message.id, words === '' ? null : words).then(endWriting, actions.fail);
  };
  const send = (): void => {
    const [first, ...others] = hasFiles ? attachments.take() : [];
    if (first)
      conversation.sendFile(first, { ...(words !== '' && { caption: words }), ...(replyTo && { replyTo }) });
    else conversation.send(words, { ...(replyTo && { replyTo }) });
    for (const file of others) conversation.sendFile(file);
    setDraft('');
    if (writing) endWriting();
  };
  const submit = (): void => {
    if (!canSend) return;
    if (editing) saveEdit(editing);
    else send();
    input.current?.focus();
  };
  const editLast = (): boolean => {
    const { messages } = conversation.state.get();
    const last = messages.findLast(
      (message) => message.sender_id === me.userId && rightsOn(message, scope).edit,
    );
    if (last) actions.edit(last);
    return last !== undefined;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape' && writing) {
      event.stopPropagation();
      endWriting();
    }
    if (event.key === 'ArrowUp' && text === '' && !writing && editLast()) event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0 || editing) return;
    event.preventDefault();
    attachments.add(event.clipboardData.files);
  };

  if (isRecording) {
    return (
      <div className={classes.composer} data-testid="composer">
        <Suspense fallback={<div className={classes.row} />}>
          <VoiceRecorder
            onDone={({ file, duration, waveform }) => {
              setRecording(false);
              conversation.sendFile(file, { voice: { duration, waveform }, ...(replyTo && { replyTo }) });
              if (writing) endWriting();
            }}
            onCancel={() => setRecording(false)}
          />
        </Suspense>
      </div>
    );
  }

  const isVoiceOffered = words === '' && !hasFiles && !editing && canRecord();
  return (
    <div className={classes.composer} data-testid="composer">
      {writing && <ContextBar message={writing.message} kind={writing.kind} onCancel={endWriting} />}
      {!editing && <AttachmentTray attachments={attachments} />}
      <div className={classes.row}>
        {!editing && <FileButton onChosen={attachments.add} />}
        <Textarea
          ref={input}
          className={classes.input}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={8}
          value={text}
          aria-label={t('composer.label')}
          placeholder={t(hasFiles ? 'composer.caption' : 'composer.placeholder')}
          enterKeyHint="send"
          onChange={(event) => change(event.currentTarget.value)}
          onBlur={() => conversation.stopTyping()}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {left < COUNTS_FROM && (
          <span className={classes.left} data-over={left < 0 || undefined} role="status">
            {left}
          </span>
        )}
        <EmojiButton input={input} text={text} onChange={change} />
        {isVoiceOffered ? (
          <IconButton label={t('composer.record')} onClick={() => setRecording(true)}>
            <Mic size={20} aria-hidden="true" />
          </IconButton>
        ) : (
          <IconButton
            label={t(editing ? 'composer.edit.save' : 'composer.send')}
            variant="filled"
            radius="xl"
            color="var(--mantine-primary-color-filled)"
            disabled={!canSend}
            onClick={submit}
          >
            {editing ? (
              <Check size={20} aria-hidden="true" />
            ) : (
              <SendHorizontal size={19} aria-hidden="true" />
            )}
          </IconButton>
        )}
      </div>
    </div>
  );
}
