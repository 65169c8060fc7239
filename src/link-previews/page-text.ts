import { pipeline } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { PageRefused, type Page } from './page-fetcher.js';

/** Bytes of a page that are read, as they come and once they are unpacked. What counts stands at its start. */
const MOST_BYTES = 512 * 1024;
/** Bytes at the start of a page in which it may name its character set. */
const DECLARED_WITHIN = 1_024;
/** Bytes of a mark that stands before the text. */
const LONGEST_MARK = 3;

/**
 * The start of a page as text, bounded in what it takes of the network and of memory.
 * @throws PageRefused when it is packed in a way that was not asked for; what reading and unpacking throw
 */
export async function* textOf(page: Page): AsyncGenerator<string> {
  let start = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  for await (const bytes of atMost(MOST_BYTES, unpacked(page))) {
    if (decoder !== undefined) {
      yield decoder.decode(bytes, { stream: true });
      continue;
    }
    start = Buffer.concat([start, bytes]);
    decoder = decoderFor(start, page.contentType);
    if (decoder !== undefined) yield decoder.decode(start, { stream: true });
  }
  yield decoder === undefined ? new TextDecoder().decode(start) : decoder.decode();
}

function unpacked({ body, contentEncoding }: Page): AsyncIterable<Uint8Array> {
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new PageRefused('It is packed in a way that was not asked for');
  // What becomes of the parts is told to whoever reads the end of the pipe.
  return pipeline(atMost(MOST_BYTES, body), createGunzip(), () => undefined);
}

async function* atMost(limit: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = limit;
  for await (const bytes of source) {
    yield bytes.subarray(0, left);
    left -= bytes.length;
    if (left <= 0) return;
  }
}

/**
 * As browsers choose: by a mark at the start, by the header, by what the page says of itself, and else UTF-8. Undefined
 * while more of the page may decide.
 */
function decoderFor(start: Buffer, contentType: string): TextDecoder | undefined {
  if (start.length < LONGEST_MARK) return undefined;
  const declared = /<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]+)["'\s/>;]/i.exec(
    start.toString('latin1', 0, DECLARED_WITHIN),
  )?.[1];
  const labels = [
    markOf(start),
    /;\s*charset\s*=\s*"?\s*([\w.:-]+)/i.exec(contentType)?.[1],
    // A page that could be read so far is not in UTF-16, whatever it says.
    declared?.replace(/^utf-?16.*$/i, 'utf-8'),
    start.length < DECLARED_WITHIN ? undefined : 'utf-8',
  ];
  return labels.map(decoderOf).find((decoder) => decoder !== undefined);
}

function markOf(start: Buffer): string | undefined {
  if (start.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf))) return 'utf-8';
  if (start.subarray(0, 2).equals(Buffer.of(0xff, 0xfe))) return 'utf-16le';
  return start.subarray(0, 2).equals(Buffer.of(0xfe, 0xff)) ? 'utf-16be' : undefined;
}

function decoderOf(label: string | undefined): TextDecoder | undefined {
  try {
    return label === undefined ? undefined : new TextDecoder(label);
  } catch {
    return undefined;
  }
}
