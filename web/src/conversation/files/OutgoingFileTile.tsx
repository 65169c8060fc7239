import { FileText, Mic, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OutgoingFile, OutgoingMessage } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { useScope } from '../scope';
import { kindOfType } from './fileKind';
import classes from './Files.module.css';

interface OutgoingFileTileProps {
  id: string;
  file: OutgoingFile;
  status: OutgoingMessage['status'];
}

/** A file on its way: how far it is, and a way to take it back. */
export function OutgoingFileTile({ id, file, status }: OutgoingFileTileProps) {
  const { t } = useTranslation('media');
  const isUploading = status === 'uploading';
  // One that failed may be no picture at all.
  const isPicture = status !== 'failed' && file.localUrl !== null && kindOfType(file.type) === 'image';
  const percent = Math.round(file.progress * 100);
  return (
    <div className={classes.outgoing}>
      {isPicture ? (
        <img className={classes.outgoingImage} src={file.localUrl ?? undefined} alt={file.name} />
      ) : (
        <Described file={file} percent={isUploading ? percent : null} />
      )}
      {isUploading && (
        <>
          <Cancel id={id} name={file.name} isOnPicture={isPicture} />
          <progress
            className={classes.progress}
            max={100}
            value={percent}
            aria-label={t('upload.progress', { name: file.name })}
          />
        </>
      )}
    </div>
  );
}

/** @param percent null: it is not being uploaded */
function Described({ file, percent }: { file: OutgoingFile; percent: number | null }) {
  const { t } = useTranslation('media');
  const { bytes } = useFormats();
  const size = bytes(file.size);
  return (
    <div className={classes.document} data-outgoing>
      <span className={classes.documentIcon} aria-hidden="true">
        {kindOfType(file.type) === 'audio' ? <Mic size={20} /> : <FileText size={20} />}
      </span>
      <span className={classes.documentWords}>
        <span className={classes.documentName}>{file.name}</span>
        <span className={classes.documentMeta}>
          {percent === null ? size : t('upload.percent', { percent, size })}
        </span>
      </span>
    </div>
  );
}

function Cancel({ id, name, isOnPicture }: { id: string; name: string; isOnPicture: boolean }) {
  const { t } = useTranslation('media');
  const { conversation } = useScope();
  return (
    <button
      type="button"
      className={classes.cancel}
      data-on-picture={isOnPicture || undefined}
      aria-label={t('upload.cancel', { name })}
      onClick={() => conversation.discard(id)}
    >
      <X size={16} aria-hidden="true" />
    </button>
  );
}
