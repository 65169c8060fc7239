import type { AdministeredRoom, MessageView } from '@dealer-messaging/client';
import { Paperclip } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../conversation/format/names';
import { useFormat } from '../i18n';
import classes from './Said.module.css';

interface SaidProps {
  message: MessageView;
  room: AdministeredRoom;
}

/** One message, with who said it for which gallery, when, and what became of it. */
export function Said({ message, room }: SaidProps) {
  const { t } = useTranslation('admin');
  const { dateTime } = useFormat();
  const isA = message.sender_gallery_id === room.gallery_a_id;
  const marks = [
    message.forwarded && t('transcript.forwarded'),
    message.edited_at !== null && t('transcript.edited'),
    message.read_at !== null && t('transcript.read'),
  ].filter((mark) => mark !== false);
  return (
    <li className={classes.said} data-side={isA ? 'a' : 'b'}>
      <div className={classes.head}>
        <strong>{message.message_type === 'system' ? t('transcript.system') : fullName(message)}</strong>
        <span>{isA ? room.gallery_a_name : room.gallery_b_name}</span>
        <time dateTime={message.created_at}>{dateTime(message.created_at)}</time>
        {marks.map((mark) => (
          <span key={mark}>{mark}</span>
        ))}
      </div>
      <Content message={message} />
    </li>
  );
}

function Content({ message: { content, file_name, file_url, deleted_at } }: { message: MessageView }) {
  const { t } = useTranslation('admin');
  if (deleted_at !== null) return <p className={classes.deleted}>{t('transcript.deleted')}</p>;
  return (
    <>
      {content !== null && <p className={classes.content}>{content}</p>}
      {file_name !== null && (
        <p className={classes.content}>
          <Paperclip size={14} aria-hidden="true" />{' '}
          {file_url === null ? (
            file_name
          ) : (
            <a href={file_url} target="_blank" rel="noreferrer">
              {file_name}
            </a>
          )}
        </p>
      )}
    </>
  );
}
