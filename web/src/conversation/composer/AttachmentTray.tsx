import { FileText, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/formats';
import type { Attachments } from './useAttachments';
import classes from './Composer.module.css';

/** What goes out with the next message. */
export function AttachmentTray({ attachments }: { attachments: Attachments }) {
  const { t } = useTranslation('media');
  const { bytes } = useFormats();
  if (attachments.items.length === 0) return null;
  return (
    <ul className={classes.tray} aria-label={t('upload.chosen')}>
      {attachments.items.map(({ id, file, url }) => (
        <li key={id} className={classes.attachment}>
          {url === null ? <FileText size={22} aria-hidden="true" /> : <img src={url} alt="" />}
          <span className={classes.attachmentWords}>
            <span className={classes.attachmentName}>{file.name}</span>
            <span>{bytes(file.size)}</span>
          </span>
          <button
            type="button"
            aria-label={t('upload.remove', { name: file.name })}
            onClick={() => attachments.remove(id)}
          >
            <X size={15} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
