import { useEffect, useId, useRef, useState, type ChangeEvent, type SyntheticEvent } from 'react';
import type { MessageView } from '../../../src/contracts/index.js';
import type { OutgoingMessage } from '../room/sending.js';
import { useChat, useRoom, useTyping } from './hooks.js';

export interface ChatTexts {
  messages: string;
  write: string;
  send: string;
  attach: string;
  older: string;
  typing: string;
  waiting: string;
  failed: string;
  again: string;
  deleted: string;
  offline: string;
}

const TEXTS: ChatTexts = {
  messages: 'Mesajlar',
  write: 'Mesaj yazın',
  send: 'Gönder',
  attach: 'Dosya ekle',
  older: 'Daha eski mesajlar',
  typing: 'yazıyor…',
  waiting: 'gönderiliyor…',
  failed: 'gönderilemedi',
  again: 'Yeniden dene',
  deleted: 'Bu mesaj silindi',
  offline: 'Bağlantı yok. Yazdıklarınız bağlantı gelince gönderilir.',
};

export interface ChatProps {
  roomId: string;
  /** In another language than Turkish. */
  texts?: Partial<ChatTexts>;
  className?: string;
}

/** One room, to be put into a page as it is. It brings no style but its layout; the classes are `chat-…`. */
export function Chat({ roomId, texts: own, className }: ChatProps) {
  const texts = { ...TEXTS, ...own };
  const { isConnected, me } = useChat();
  const { messages, outgoing, hasOlder, loadingOlder, conversation } = useRoom(roomId);
  const { typing } = useTyping(roomId);
  const end = useRef<HTMLLIElement>(null);
  const newest = messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
    // Once there is a connection again.
    if (newest > 0) conversation.markRead().catch(() => undefined);
  }, [conversation, newest, outgoing.length, isConnected]);

  return (
    <section className={className} style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
      {!isConnected && (
        <p className="chat-offline" role="status">
          {texts.offline}
        </p>
      )}
      <ol
        className="chat-messages"
        role="log"
        aria-label={texts.messages}
        tabIndex={0}
        style={{ flex: 1, overflowY: 'auto', listStyle: 'none', margin: 0, padding: '0.5rem' }}
      >
        {hasOlder && (
          <li>
            <button type="button" disabled={loadingOlder} onClick={() => void conversation.loadOlder()}>
              {texts.older}
            </button>
          </li>
        )}
        {messages.map((message) => (
          <Line key={message.id} message={message} isOwn={message.sender_id === me?.userId} texts={texts} />
        ))}
        {outgoing.map((message) => (
          <OutgoingLine
            key={message.clientMessageId}
            message={message}
            texts={texts}
            onRetry={() => conversation.retry(message.clientMessageId)}
          />
        ))}
        <li ref={end} className="chat-typing" aria-live="polite">
          {typing.length > 0 && texts.typing}
        </li>
      </ol>
      <Composer roomId={roomId} texts={texts} />
    </section>
  );
}

function Line({ message, isOwn, texts }: { message: MessageView; isOwn: boolean; texts: ChatTexts }) {
  const { first_name, last_name, content, file_url, file_name, created_at, deleted_at } = message;
  return (
    <li
      className={isOwn ? 'chat-message chat-own' : 'chat-message'}
      style={{ textAlign: isOwn ? 'right' : 'left' }}
    >
      <small>
        {first_name} {last_name} <time dateTime={created_at}>{timeOf(created_at)}</time>
      </small>
      <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {deleted_at === null ? content : <em>{texts.deleted}</em>}
      </div>
      {file_url !== null && (
        <a href={file_url} target="_blank" rel="noreferrer">
          {file_name}
        </a>
      )}
    </li>
  );
}

interface OutgoingLineProps {
  message: OutgoingMessage;
  texts: ChatTexts;
  onRetry: () => void;
}

function OutgoingLine({ message, texts, onRetry }: OutgoingLineProps) {
  const { content, file, status, error } = message;
  return (
    <li className={`chat-message chat-own chat-${status}`} style={{ textAlign: 'right' }}>
      <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{content ?? file?.name}</div>
      {status === 'failed' ? (
        <small role="alert">
          {texts.failed}: {error?.message}{' '}
          <button type="button" onClick={onRetry}>
            {texts.again}
          </button>
        </small>
      ) : (
        <small>
          {status === 'uploading' ? `${Math.round((file?.progress ?? 0) * 100)} %` : texts.waiting}
        </small>
      )}
    </li>
  );
}

function Composer({ roomId, texts }: { roomId: string; texts: ChatTexts }) {
  const { conversation } = useRoom(roomId);
  const { onKey } = useTyping(roomId);
  const [text, setText] = useState('');
  const field = useId();

  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    conversation.send(text);
    setText('');
  };
  const attach = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    for (const file of target.files ?? []) conversation.sendFile(file);
    target.value = '';
  };
  return (
    <form
      className="chat-composer"
      onSubmit={send}
      style={{ display: 'flex', gap: '0.5rem', padding: '0.5rem' }}
    >
      <label htmlFor={field} style={{ position: 'absolute', clipPath: 'inset(50%)' }}>
        {texts.write}
      </label>
      <input
        id={field}
        value={text}
        placeholder={texts.write}
        autoComplete="off"
        style={{ flex: 1 }}
        onChange={(event) => {
          setText(event.target.value);
          onKey();
        }}
      />
      <input type="file" multiple aria-label={texts.attach} onChange={attach} style={{ maxWidth: '8rem' }} />
      <button type="submit">{texts.send}</button>
    </form>
  );
}

const timeOf = (iso: string): string =>
  new Date(iso).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
