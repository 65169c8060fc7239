import { fileTypeFromBuffer } from 'file-type';
import { bareMediaType, type FileType } from './file-types.js';

/**
 * Bytes of a file's start that are looked at. Enough for the headers of images with a colour profile, and for the first
 * entries of an Office archive, which tell a DOCX from a XLSX and from any other ZIP.
 */
export const CONTENT_SAMPLE = 64 * 1024;

/** `<html`, `<svg`, `<?xml`, `<!DOCTYPE`, `<!--`, `</…`: what a browser would take for a page. */
const MARKUP = /^\s*<[a-z!?/]/i;
/** Control characters other than those of plain text (tabs, line and page ends). */
const CONTROLS = /[^\P{Cc}\t\n\v\f\r]/u;

/**
 * Whether the start of a file agrees with its type.
 * @param start at most the first CONTENT_SAMPLE bytes
 * @param whole whether these are all of its bytes
 */
export async function contentFits(start: Buffer, whole: boolean, { signatures }: FileType): Promise<boolean> {
  // Signatures do not help with text: one that starts with "BMW" would be taken for a bitmap.
  if (signatures === 'text') return isPlainDocument(start, whole);
  const found = await fileTypeFromBuffer(start);
  return found !== undefined && signatures.includes(bareMediaType(found.mime));
}

/** UTF-8 without control characters that does not look like a page. */
function isPlainDocument(start: Buffer, whole: boolean): boolean {
  try {
    // A character may be cut at the end of the sample, hence `stream`.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: !whole });
    return !CONTROLS.test(text) && !MARKUP.test(text);
  } catch {
    return false;
  }
}
