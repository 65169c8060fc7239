import { readLocalStorageValue } from '@mantine/hooks';

export const LANGUAGES = ['tr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_KEY = 'dealer-inbox.language';

/** What was chosen here before, else the first language of the browser that there is a translation for, else Turkish. */
export function preferredLanguage(): Language {
  const wishes = [readLocalStorageValue<string>({ key: LANGUAGE_KEY }), ...navigator.languages];
  return (
    wishes.map((wish) => LANGUAGES.find((language) => language === wish?.slice(0, 2))).find(Boolean) ?? 'tr'
  );
}
