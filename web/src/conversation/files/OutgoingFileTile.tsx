import { FileText, Mic, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OutgoingMessage } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { useScope } from '../scope';
import { kindOfType } from './fileKind';
import classes from './Files.module.css';

interface OutgoingFileTileProps {
  id: string;
  file: NonNullable<OutgoingMessage['file']>;
  status: OutgoingMessage['status'];
}

/** A file on its way: how far it is, and a way to take it back. */
export function OutgoingFileTile({ id, file, status }: OutgoingFileTileProps) {
  const { t } = useTranslation('media');
  const { bytes } = useFormats();
  const { conversation } = useScope();
  const percent = Math.round(file.progress * 100);
  const kind = kindOfType(file.type);
  const Picture = kind === 'audio' ? Mic : FileText;
  return (
    <div className={classes.outgoing}>
      {kind === 'image' && file.localUrl !== null && (
        <img className={classes.outgoingImage} src={file.localUrl} alt="" />
      )}
      <div className={classes.document} data-flat>
        <span className={classes.documentIcon} aria-hidden="true">
          <Picture size={20} />
        </span>
        <span className={classes.documentWords}>
          <span className={classes.documentName}>{file.name}</span>
          <span className={classes.documentMeta}>
            {status === 'uploading'
              ? t('upload.percent', { percent, size: bytes(file.size) })
              : bytes(file.size)}
          </span>
        </span>
        {status === 'uploading' && (
          <button
            type="button"
            className={classes.cancel}
            aria-label={t('upload.cancel', { name: file.name })}
            onClick={() => conversation.discard(id)}
          >
            <X size={16} aria-hidden="true" />
          </button>
        )}
      </div>
      {status === 'uploading' && (
        <progress
          className={classes.progress}
          max={100}
          value={percent}
          aria-label={t('upload.progress', { name: file.name })}
        />
      )}
    </div>
  );
}
