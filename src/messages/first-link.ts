/** Characters of a link; a longer one is none. */
export const LONGEST_LINK = 2_000;

/** Up to what cannot stand in a link as people paste it. */
const LINK = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"`{}|\\^\p{Cc}\p{Cf}]+/iu;
/** What ends a sentence, or what stands around a link in one. */
const AROUND = /[.,;:!?…'’”»*_~\])]$/u;

/**
 * The first link of a text, as a browser would open it; undefined when there is none, or it cannot be one.
 * @param text null is a text that says nothing
 */
export function firstLink(text: string | null): string | undefined {
  const found = text === null ? undefined : LINK.exec(text)?.[0];
  if (found === undefined) return undefined;
  const url = URL.parse(withoutSurroundings(found));
  return url === null || url.href.length > LONGEST_LINK ? undefined : url.href;
}

/** A bracket belongs to the link when it was opened in it. */
function withoutSurroundings(found: string): string {
  let link = found;
  while (AROUND.test(link) && !closesOwn(link, '(', ')') && !closesOwn(link, '[', ']'))
    link = link.slice(0, -1);
  return link;
}

const closesOwn = (link: string, opening: string, closing: string): boolean =>
  link.endsWith(closing) && link.split(opening).length >= link.split(closing).length;
