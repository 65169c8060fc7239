import { memo } from 'react';
import { isOnlyEmoji, partsOf } from './textParts';
import classes from './Message.module.css';

interface MessageTextProps {
  text: string;
  tabIndex?: number;
}

/** What somebody wrote: its line breaks kept, its links followed in a window of their own. */
export const MessageText = memo(function MessageText({ text, tabIndex }: MessageTextProps) {
  if (isOnlyEmoji(text)) return <span className={classes.emoji}>{text}</span>;
  return (
    <span className={classes.text} dir="auto">
      {partsOf(text).map((part, index) =>
        part.href === null ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            tabIndex={tabIndex}
          >
            {part.text}
          </a>
        ),
      )}
    </span>
  );
});
