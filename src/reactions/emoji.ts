/** Everything that Unicode recommends as one emoji: with skin tones, flags, keycaps and joined families. */
const EMOJI = /^\p{RGI_Emoji}$/v;
/** Asks for the picture instead of the sign; some keyboards leave it out. */
const AS_PICTURE = '\uFE0F';

/** @returns the emoji in its full form, so that one emoji is not counted as two; undefined when it is none, or several */
export function toEmoji(value: string): string | undefined {
  return [value, value + AS_PICTURE].find((form) => EMOJI.test(form));
}
