/** Characters of a link; a longer one is none. */
export const LONGEST_LINK = 2_000;

/** Up to what cannot stand in a link as people paste it. */
const LINK = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"`{}|\\^\p{Cc}\p{Cf}]+/iu;
/** What ends a sentence, or what stands around a link in one. */
const AROUND = /[.,;:!?…'’”»*_~\])]/u;
const OPENED_BY: Record<string, string> = { ')': '(', ']': '[' };

/**
 * The first link of a text, as a browser would open it; undefined when there is none, or it cannot be one.
 * @param text null is a text that says nothing
 */
export function firstLink(text: string | null): string | undefined {
  const found = text === null ? undefined : LINK.exec(text)?.[0];
  if (found === undefined || found.length > LONGEST_LINK) return undefined;
  const url = URL.parse(withoutSurroundings(found));
  return url === null || url.href.length > LONGEST_LINK ? undefined : url.href;
}

/** A bracket belongs to the link when it was opened in it. Each character is looked at once: people choose them. */
function withoutSurroundings(found: string): string {
  const counts = new Map<string, number>();
  for (const sign of found) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let end = found.length;
  for (let sign = found[end - 1] ?? ''; AROUND.test(sign); sign = found[end - 1] ?? '') {
    const opened = OPENED_BY[sign];
    const closing = counts.get(sign) ?? 0;
    if (opened !== undefined && (counts.get(opened) ?? 0) >= closing) break;
    counts.set(sign, closing - 1);
    end--;
  }
  return found.slice(0, end);
}
