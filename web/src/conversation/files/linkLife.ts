/** Milliseconds before its end at which a link is not worth following any more. */
const MARGIN = 30_000;

/** Whether a presigned link says of itself that it has ended. */
export function hasEnded(link: string, now = Date.now()): boolean {
  const query = URL.parse(link)?.searchParams;
  const signed = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query?.get('X-Amz-Date') ?? '');
  const life = Number(query?.get('X-Amz-Expires') ?? NaN);
  if (signed === null || Number.isNaN(life)) return false;
  const [, year, month, day, hour, minute, second] = signed.map(Number);
  const from = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return now > from + life * 1000 - MARGIN;
}
