/**
 * What is compared when a list is filtered: without case and marks, and with I, İ, ı and i as one, so that "istanbul",
 * "ISTANBUL" and "İstanbul" find each other whatever keyboard they were typed on.
 */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
