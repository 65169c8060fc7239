import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n';

interface ListFilterProps {
  onlyUnread: boolean;
  onChange: (onlyUnread: boolean) => void;
  /** Rooms with unread messages. */
  unread: number;
}

export function ListFilter({ onlyUnread, onChange, unread }: ListFilterProps) {
  const { t } = useTranslation('inbox');
  const { number } = useFormat();
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t('filter.label')}
      value={onlyUnread ? 'unread' : 'all'}
      onChange={(value) => onChange(value === 'unread')}
      data={[
        { value: 'all', label: t('filter.all') },
        {
          value: 'unread',
          label: unread > 0 ? `${t('filter.unread')} (${number(unread)})` : t('filter.unread'),
        },
      ]}
    />
  );
}
