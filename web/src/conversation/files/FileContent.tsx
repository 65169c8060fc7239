import { ShieldAlert, ShieldQuestionMark as ShieldQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { DocumentTile } from './DocumentTile';
import { isDrawable, kindOf } from './fileKind';
import { ImageTile } from './ImageTile';
import { VideoTile } from './VideoTile';
import { VoicePlayer } from './VoicePlayer';
import classes from './Files.module.css';

interface FileContentProps {
  message: MessageView;
  tabIndex: number;
}

export function FileContent({ message, tabIndex }: FileContentProps) {
  if (message.file_url === null) return <Withheld message={message} />;
  switch (kindOf(message)) {
    case 'image':
      return isDrawable(message) ? (
        <ImageTile message={message} tabIndex={tabIndex} />
      ) : (
        <DocumentTile message={message} tabIndex={tabIndex} />
      );
    case 'video':
      return <VideoTile message={message} tabIndex={tabIndex} />;
    case 'audio':
      return <VoicePlayer message={message} tabIndex={tabIndex} />;
    case 'document':
      return <DocumentTile message={message} tabIndex={tabIndex} />;
  }
}

/** A file that the virus scanner has not passed, or has refused. */
function Withheld({ message }: { message: MessageView }) {
  const { t } = useTranslation('media');
  const isRefused = message.file_status === 'refused';
  const Picture = isRefused ? ShieldAlert : ShieldQuestion;
  return (
    <div className={classes.document}>
      <span className={classes.documentIcon} aria-hidden="true">
        <Picture size={20} />
      </span>
      <span className={classes.documentWords}>
        <span className={classes.documentName}>{message.file_name}</span>
        <span className={classes.documentMeta}>{t(isRefused ? 'file.refused' : 'file.checking')}</span>
      </span>
    </div>
  );
}
