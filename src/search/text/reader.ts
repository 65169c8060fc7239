import { Injectable } from '@nestjs/common';
import type { Query } from '../../database/index.js';
import { Dictionary } from './dictionary.js';
import { part, withEntries, type ReadText } from './document.js';

/** Reads texts: what is stored and what is looked for are read alike. */
@Injectable()
export class Reader {
  constructor(private readonly dictionary: Dictionary) {}

  /**
   * @param texts each of some lines
   * @param query the transaction that is under way, if there is one
   * @throws AppError SERVICE_UNAVAILABLE
   */
  async read(texts: string[][], query?: Query): Promise<ReadText[][]> {
    const parted = texts.map((lines) => lines.map(part));
    const words = parted.flat().flatMap(({ words, joined }) => [...words, ...joined]);
    const entries = await this.dictionary.entriesOf(
      words.map(({ form }) => form),
      query,
    );
    return parted.map((lines) => lines.map((line) => withEntries(line, entries)));
  }
}
