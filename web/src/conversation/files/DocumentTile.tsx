import { Download, FileSpreadsheet, FileText, Image as ImageIcon } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { useScope } from '../scope';
import { hasEnded } from './linkLife';
import classes from './Files.module.css';

export function DocumentTile({ message, tabIndex }: { message: MessageView; tabIndex?: number }) {
  const { t } = useTranslation('media');
  const { bytes } = useFormats();
  const { conversation, actions } = useScope();
  const name = message.file_name ?? '';
  const follow = (event: MouseEvent): void => {
    if (message.file_url === null || !hasEnded(message.file_url)) return;
    event.preventDefault();
    conversation.message(message.id).then(({ file_url }) => {
      if (file_url !== null) window.open(file_url, '_blank', 'noopener,noreferrer');
    }, actions.fail);
  };
  return (
    <a
      className={classes.document}
      href={message.file_url ?? undefined}
      download={name}
      target="_blank"
      rel="noopener noreferrer"
      onClick={follow}
      tabIndex={tabIndex}
    >
      <span className={classes.documentIcon} aria-hidden="true">
        {pictureOf(message.file_type ?? '')}
      </span>
      <span className={classes.documentWords}>
        <span className={classes.documentName}>{name}</span>
        <span className={classes.documentMeta}>
          {[endingOf(name), bytes(message.file_size ?? 0)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Download size={18} className={classes.download} role="img" aria-label={t('document.download')} />
    </a>
  );
}

function pictureOf(type: string): ReactNode {
  if (type.startsWith('image/')) return <ImageIcon size={20} />;
  return type.includes('sheet') ? <FileSpreadsheet size={20} /> : <FileText size={20} />;
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toUpperCase() : '';
}
