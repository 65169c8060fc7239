const EXACT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/**
 * Whether the text is a time with microseconds, as cursors carry it, which PostgreSQL takes: JavaScript alone would turn
 * February 30 into March 1.
 */
export function isExactTime(text: string): boolean {
  if (!EXACT.test(text) || text.startsWith('0000')) return false;
  const milliseconds = `${text.slice(0, -4)}Z`;
  const date = new Date(milliseconds);
  return !Number.isNaN(date.getTime()) && date.toISOString() === milliseconds;
}
