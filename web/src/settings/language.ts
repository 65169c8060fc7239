import { useLocalStorage } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { changeLanguage, LANGUAGE_KEY, LANGUAGES } from '../i18n';

/** The language of the page, and what changes it; kept in this browser. */
export function useLanguage(): [string, (language: string) => void] {
  const { i18n } = useTranslation();
  const [, keep] = useLocalStorage({ key: LANGUAGE_KEY, getInitialValueInEffect: false });
  const change = (wish: string): void => {
    const language = LANGUAGES.find((known) => known === wish);
    if (language === undefined) return;
    keep(language);
    void changeLanguage(language);
  };
  return [i18n.language, change];
}
