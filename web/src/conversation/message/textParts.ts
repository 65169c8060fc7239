export interface TextPart {
  text: string;
  /** Null: not a link. */
  href: string | null;
}

/** A link ends before the signs that close a sentence. */
const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}'’…]/giu;

export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const [link] = match;
    const href = hrefOf(link);
    if (href === null) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: link, href });
    end = match.index + link.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

function hrefOf(link: string): string | null {
  const address = /^www\./iu.test(link) ? `https://${link}` : link;
  return URL.canParse(address) ? new URL(address).href : null;
}

const EMOJI_ONLY = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|\p{M}|\u200d|\s)+$/u;
/** So many stand alone and large. */
const MOST_EMOJI = 3;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function isOnlyEmoji(text: string): boolean {
  if (text.length > 60 || !EMOJI_ONLY.test(text)) return false;
  const visible = [...graphemes.segment(text)].filter(({ segment }) => segment.trim() !== '');
  return visible.length > 0 && visible.length <= MOST_EMOJI;
}
