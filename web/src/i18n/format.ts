import { useTranslation } from 'react-i18next';

const DAY = 86_400_000;

export interface Format {
  number: (value: number) => string;
  /** Whole lira. */
  money: (value: number) => string;
  clock: (time: string | number) => string;
  /** As short as says it in a list: the hour today, then yesterday, the day of the week, the date. */
  shortTime: (time: string) => string;
  dateTime: (time: string) => string;
}

/** Numbers and times in the language of the page. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatOf(i18n.language);
}

const made = new Map<string, Format>();

/** Made once for a language: a formatter costs more than a row of the list. */
export function formatOf(language: string): Format {
  const format = made.get(language) ?? make(language);
  made.set(language, format);
  return format;
}

/** English as it is written on this side of the ocean: 24 hours, the day before the month. */
export const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);

function make(language: string): Format {
  const locale = localeOf(language);
  const number = new Intl.NumberFormat(locale);
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'TRY',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
  const date = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: '2-digit' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const yesterday = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-1, 'day');

  return {
    number: (value) => number.format(value),
    money: (value) => money.format(value),
    clock: (time) => clock.format(new Date(time)),
    dateTime: (time) => dateTime.format(new Date(time)),
    shortTime: (time) => {
      const then = new Date(time);
      const days = daysBefore(then, new Date());
      if (days <= 0) return clock.format(then);
      if (days === 1) return yesterday.charAt(0).toLocaleUpperCase(locale) + yesterday.slice(1);
      return (days < 7 ? weekday : date).format(then);
    },
  };
}

/** How many midnights lie between them, where the page is looked at. */
function daysBefore(then: Date, now: Date): number {
  const midnight = (day: Date): number =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
  // Rounded, since days with a change of the clock are longer or shorter.
  return Math.round((midnight(now) - midnight(then)) / DAY);
}
