/**
 * Joins small chunks into parts of at least `size` bytes; only the last may be smaller. Holds one part at a time.
 * An empty source gives no part.
 */
export async function* inParts(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer, void> {
  let chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= size) {
      const part = Buffer.concat(chunks, length);
      // Before the part is handed over: it may be under way for long, and nobody needs its chunks.
      chunks = [];
      length = 0;
      yield part;
    }
  }
  if (length > 0) yield Buffer.concat(chunks, length);
}
