import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { preferredLanguage, type Language } from './languages';

export { LANGUAGE_KEY, LANGUAGES, type Language } from './languages';
export { useFormat } from './format';

/** Only the language that is shown is loaded. */
const load: Record<Language, () => Promise<{ texts: Record<string, object> }>> = {
  tr: () => import('./tr'),
  en: () => import('./en'),
};

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  const language = preferredLanguage();
  const { texts } = await load[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: texts },
    ns: Object.keys(texts),
    defaultNS: 'app',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
}

export async function changeLanguage(language: Language): Promise<void> {
  const { texts } = await load[language]();
  for (const [area, entries] of Object.entries(texts)) i18next.addResourceBundle(language, area, entries);
  await i18next.changeLanguage(language);
}
