import { CircleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton';
import classes from './Conversation.module.css';

export interface Notice {
  text: string;
  isFailure: boolean;
}

/** Milliseconds; who reads of a failure may have to think about it. */
const SHOWN_FOR = 4_000;
const FAILURE_SHOWN_FOR = 12_000;

interface NoticeLineProps {
  notice: Notice | null;
  onClose: () => void;
}

/** What came of an action. */
export function NoticeLine({ notice, onClose }: NoticeLineProps) {
  const { t } = useTranslation('conversation');

  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(onClose, notice.isFailure ? FAILURE_SHOWN_FOR : SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice, onClose]);

  return (
    <div role="status">
      {notice && (
        <div className={classes.notice} data-failure={notice.isFailure || undefined}>
          {notice.isFailure && <CircleAlert size={17} aria-hidden="true" />}
          <span className={classes.noticeText}>{notice.text}</span>
          <IconButton label={t('notice.close')} size={26} color="currentColor" onClick={onClose}>
            <X size={15} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </div>
  );
}
