import type { ErrorBody, Failure } from '../../contracts/index.js';
import type { AppError, FieldFault } from './app-error.js';
import { CONSTRAINT_TEXTS } from './constraint-texts.js';
import { ERROR_MESSAGES } from './messages.js';

type Locale = 'tr' | 'en';

/** Puts an error into the words of `locale`. */
export function describeError(error: AppError, locale: Locale): ErrorBody {
  const body: ErrorBody = { code: error.code, message: ERROR_MESSAGES[error.code][locale] };
  if (error.faults.length > 0) {
    body.details = error.faults.map((fault) => ({
      field: fault.field,
      message: describeFault(fault, locale),
    }));
  }
  return body;
}

/** The failure envelope of REST answers and socket acks. */
export function failure(error: AppError, locale: Locale, requestId: string): Failure {
  return { success: false, error: describeError(error, locale), request_id: requestId };
}

function describeFault({ rule, values = [] }: FieldFault, locale: Locale): string {
  return CONSTRAINT_TEXTS[rule][locale].replace(/\$(\d)/g, (_, n: string) =>
    String(values[Number(n) - 1] ?? ''),
  );
}

/** Turkish or English by `Accept-Language`, the better-weighted one first; `fallback` when neither is named. */
export function chooseLocale(acceptLanguage: string | undefined, fallback: Locale): Locale {
  let best: Locale = fallback;
  let bestWeight = 0;
  for (const item of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = item.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    if (language !== 'tr' && language !== 'en') continue;
    const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
    const weight = q === undefined ? 1 : Number.parseFloat(q.slice(2));
    if (weight > bestWeight) [best, bestWeight] = [language, weight];
  }
  return best;
}
