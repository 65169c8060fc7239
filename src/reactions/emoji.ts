/** Everything that Unicode recommends as one emoji: with skin tones, flags, keycaps and joined families. */
const EMOJI = /^\p{RGI_Emoji}$/v;
/** Asks for the picture of a sign that has both; some keyboards leave it out, others add it where it means nothing. */
const AS_PICTURE = '\uFE0F';
/** Signs that are no picture by themselves, unless a skin tone follows. */
const SIGN = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;

/** @returns the emoji in its full form, so that one emoji is not counted as two; undefined when it is none, or several */
export function toEmoji(value: string): string | undefined {
  const bare = value.replaceAll(AS_PICTURE, '');
  return [bare, bare.replace(SIGN, `$&${AS_PICTURE}`)].find((form) => EMOJI.test(form));
}
