import { Readable } from 'node:stream';
import { inParts } from './parts.js';

const collect = (chunks: string[], size: number): Promise<string[]> => {
  const source = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  return Readable.from(inParts(source, size)).map(String).toArray();
};

describe('inParts', () => {
  it('joins chunks until a part is full', async () => {
    expect(await collect(['ab', 'c', 'def', 'g'], 3)).toEqual(['abc', 'def', 'g']);
  });

  it('gives a chunk that is larger than a part as it is', async () => {
    expect(await collect(['abcdef', 'g'], 3)).toEqual(['abcdef', 'g']);
  });

  it('gives nothing for nothing', async () => {
    expect(await collect([], 3)).toEqual([]);
  });
});
