import { ChatError } from '@dealer-messaging/client';
import type { TFunction } from 'i18next';

/** What a person is told of a failure: the service's words, in their language; ours where it did not answer. */
export function errorText(error: unknown, t: TFunction): string {
  if (!(error instanceof ChatError)) return t('app:failure.title');
  const { code, message, details } = error;
  if (code === 'NETWORK' || code === 'TIMEOUT' || code === 'ABORTED' || code === 'FOREIGN_ANSWER') {
    return t(`app:errors.${code}`);
  }
  return details[0]?.message ?? message;
}
