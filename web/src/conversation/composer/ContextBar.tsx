import { Pencil, Reply, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { excerpt, type MessageView } from '@dealer-messaging/client';
import { fullName } from '../format/names';
import { IconButton } from '../IconButton';
import { useScope } from '../scope';
import classes from './Composer.module.css';

interface ContextBarProps {
  message: MessageView;
  kind: 'reply' | 'edit';
  onCancel: () => void;
}

/** What is answered or changed. */
export function ContextBar({ message, kind, onCancel }: ContextBarProps) {
  const { t } = useTranslation('conversation');
  const { me } = useScope();
  const name =
    message.sender_id === me.userId ? t('message.you') : fullName(message) || t('message.somebody');
  const Picture = kind === 'reply' ? Reply : Pencil;
  return (
    <div className={classes.context} role="group" aria-label={t(`composer.${kind}.label`)}>
      <Picture size={18} aria-hidden="true" />
      <span className={classes.contextWords}>
        <span className={classes.contextTitle}>
          {kind === 'reply' ? t('composer.reply.title', { name }) : t('composer.edit.title')}
        </span>
        <span className={classes.contextText}>{excerpt(message.content ?? message.file_name)}</span>
      </span>
      <IconButton label={t(`composer.${kind}.cancel`)} size={30} onClick={onCancel}>
        <X size={17} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
