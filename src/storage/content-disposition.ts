/** Types that a browser may show in place; an SVG is an image that can run scripts. */
const SHOWN = /^(?:image\/(?!svg)|audio\/|video\/|application\/pdf$)/;

/**
 * The `Content-Disposition` under which a file is served (RFC 6266).
 * @param name the file's name, or null when it has none
 * @param type its media type; what is not an image, audio, video or PDF is an attachment
 */
export function contentDisposition(name: string | null, type: string): string {
  const kind = SHOWN.test(type) ? 'inline' : 'attachment';
  if (name === null || name === '') return kind;
  return `${kind}; filename="${asciiName(name)}"; filename*=UTF-8''${encodeExtended(name)}`;
}

/** For clients that do not read `filename*`: letters without their marks, an underscore for what has no such form. */
const asciiName = (name: string): string =>
  name
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]|["\\%]/gu, '_');

/** RFC 8187 leaves fewer characters as they are than encodeURIComponent does. */
const encodeExtended = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
