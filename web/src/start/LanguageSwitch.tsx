import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../i18n';
import { useLanguage } from '../settings';

export function LanguageSwitch() {
  const { t } = useTranslation('settings');
  const [language, setLanguage] = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('language')}
      value={language}
      onChange={setLanguage}
      data={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
    />
  );
}
