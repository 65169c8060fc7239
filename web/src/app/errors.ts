import { ChatError } from '@dealer-messaging/client';
import i18next from 'i18next';

/** What a person is told of a failure: the service's words, in their language; ours where it did not answer. */
export function errorText(error: unknown): string {
  if (!(error instanceof ChatError)) return i18next.t('failure.title');
  const { code, message, details } = error;
  if (code === 'NETWORK' || code === 'TIMEOUT' || code === 'ABORTED' || code === 'FOREIGN_ANSWER') {
    return i18next.t(`errors.${code}`);
  }
  return details[0]?.message ?? message;
}
