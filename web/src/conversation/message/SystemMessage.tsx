import type { MessageView } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { MessageText } from './MessageText';
import classes from './Message.module.css';

export function SystemMessage({ message }: { message: MessageView }) {
  const { clock } = useFormats();
  return (
    <div className={classes.system}>
      <MessageText text={message.content ?? message.file_name ?? ''} />
      <time dateTime={message.created_at}>{clock(message.created_at)}</time>
    </div>
  );
}
