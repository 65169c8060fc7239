import { Injectable } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import type { Query } from '../../database/index.js';
import { DictionaryRepository } from './dictionary.repository.js';

/** What a word is looked for by. */
export interface Entry {
  /** The word in letters without accents. */
  folded: string;
  /** What is left of it without its suffixes, in the same letters; several where the way it is written allows for them. */
  lexemes: string[];
}

/** Words by their forms. */
export type Entries = ReadonlyMap<string, Entry>;

/** Words that are remembered: about 10 MB. */
const MAX_REMEMBERED = 50_000;
/** Words that one statement looks up. */
const AT_ONCE = 5_000;

/**
 * Folds and stems words as PostgreSQL's `unaccent` and `turkish_stem` do, both for what is stored and for what is looked
 * for. A word gives the same as long as the server is the same, so each is asked for once.
 */
@Injectable()
export class Dictionary {
  private readonly remembered = new QuickLRU<string, Entry>({ maxSize: MAX_REMEMBERED });

  constructor(private readonly repository: DictionaryRepository) {}

  /**
   * @param query the transaction that is under way, if there is one: who holds a connection does not wait for another
   * @throws AppError SERVICE_UNAVAILABLE
   */
  async entriesOf(forms: Iterable<string>, query?: Query): Promise<Entries> {
    const entries = new Map<string, Entry>();
    const unknown: string[] = [];
    for (const form of new Set(forms)) {
      const entry = this.remembered.get(form);
      if (entry === undefined) unknown.push(form);
      else entries.set(form, entry);
    }
    for (let first = 0; first < unknown.length; first += AT_ONCE) {
      const rows = await this.repository.lookUp(unknown.slice(first, first + AT_ONCE), query);
      for (const { form, folded, lexemes } of rows) {
        const stems = lexemes.map(lettersOf).filter(Boolean);
        // The rules make signs of some letters (ʼ): such a word is looked for as it is.
        const entry = { folded: lettersOf(folded) || form, lexemes: stems.length > 0 ? stems : [form] };
        entries.set(form, entry);
        this.remembered.set(form, entry);
      }
    }
    return entries;
  }
}

/** The server's rules may turn a letter into other signs: those part no words here. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, '');
