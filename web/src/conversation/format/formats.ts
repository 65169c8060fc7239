import { useTranslation } from 'react-i18next';
import { formatOf, type Format } from '../../i18n/format';

/** How times, sizes and amounts are written in a conversation. */
export interface Formats extends Format {
  /** Bugün, Dün, 12 Kasım 2026 */
  day: (iso: string) => string;
  /** 1,2 MB */
  bytes: (size: number) => string;
  /** 1:05 */
  duration: (seconds: number) => string;
}

/** The formats of the page's language. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsOf(i18n.language);
}

const made = new Map<string, Formats>();

/** Made once for a language: each message asks for them. */
function formatsOf(language: string): Formats {
  const known = made.get(language);
  if (known) return known;
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const nearDay = (days: number): string => {
    const text = relative.format(days, 'day');
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  };
  const formats: Formats = {
    ...formatOf(language),
    day: (iso) => {
      if (isSameDay(new Date(iso), new Date())) return nearDay(0);
      return isSameDay(new Date(iso), yesterday()) ? nearDay(-1) : date.format(new Date(iso));
    },
    bytes: (size) => formatBytes(size, language),
    duration: formatDuration,
  };
  made.set(language, formats);
  return formats;
}

export const isSameDay = (one: Date, other: Date): boolean => one.toDateString() === other.toDateString();

function yesterday(): Date {
  const day = new Date();
  day.setDate(day.getDate() - 1);
  return day;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function formatBytes(size: number, language: string): string {
  const power = size < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(size) / Math.log(1024)));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(size / 1024 ** power);
}

function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
