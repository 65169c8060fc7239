import { CloseButton, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SEARCH_ID } from '../app/Dialogs';

interface SearchFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** To what was found. */
  onDown: () => void;
}

export function SearchField({ value, onChange, onDown }: SearchFieldProps) {
  const { t } = useTranslation('inbox');
  const handleKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      if (value === '') event.currentTarget.blur();
      onChange('');
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      onDown();
    }
  };
  return (
    <TextInput
      id={SEARCH_ID}
      type="search"
      variant="filled"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={handleKey}
      placeholder={t('search.placeholder')}
      aria-label={t('search.label')}
      autoComplete="off"
      maxLength={200}
      leftSection={<Search size={16} aria-hidden="true" />}
      rightSection={
        value !== '' && <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => onChange('')} />
      }
    />
  );
}
