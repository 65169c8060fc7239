import { Settings } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../conversation/IconButton';

/** What opens the menu, which gives it the rest of what it needs. */
export function MenuButton(menu: Omit<ComponentPropsWithRef<typeof IconButton>, 'label' | 'children'>) {
  const { t } = useTranslation('settings');
  return (
    <IconButton label={t('menu')} {...menu}>
      <Settings size={19} aria-hidden="true" />
    </IconButton>
  );
}
