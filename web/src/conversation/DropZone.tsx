import { Upload } from 'lucide-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Conversation.module.css';

interface DropZoneProps {
  isEnabled: boolean;
  onFiles: (files: Iterable<File>) => void;
  children: ReactNode;
}

/** The whole conversation takes files that are dropped on it. */
export function DropZone({ isEnabled, onFiles, children }: DropZoneProps) {
  const { t } = useTranslation('media');
  // A pointer enters what is inside before it leaves what is around it.
  const [depth, setDepth] = useState(0);

  const on = (then: () => void) => (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    // Else the browser would leave the page to show the file.
    event.preventDefault();
    if (isEnabled) then();
  };
  const onDrop = (event: DragEvent): void => {
    on(() => onFiles(event.dataTransfer.files))(event);
    setDepth(0);
  };

  return (
    <div
      className={classes.main}
      onDragEnter={on(() => setDepth((now) => now + 1))}
      onDragLeave={on(() => setDepth((now) => now - 1))}
      onDragOver={on(() => undefined)}
      onDrop={onDrop}
    >
      {children}
      {depth > 0 && (
        <div className={classes.drop}>
          <Upload size={32} aria-hidden="true" />
          {t('upload.drop')}
        </div>
      )}
    </div>
  );
}
