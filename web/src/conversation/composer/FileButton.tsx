import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../IconButton';
import { useScope } from '../scope';

export function FileButton({ onChosen }: { onChosen: (files: Iterable<File>) => void }) {
  const { t } = useTranslation('conversation');
  const { capabilities } = useScope();
  const input = useRef<HTMLInputElement>(null);
  const types = capabilities?.limits.files.flatMap(({ media_types, extensions }) => [
    ...media_types,
    ...extensions.map((extension) => `.${extension}`),
  ]);
  return (
    <>
      <IconButton label={t('composer.attach')} onClick={() => input.current?.click()}>
        <Paperclip size={20} aria-hidden="true" />
      </IconButton>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={types?.join(',')}
        onChange={({ currentTarget }) => {
          onChosen(currentTarget.files ?? []);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
