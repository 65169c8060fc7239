import { Injectable } from '@nestjs/common';
import { Database, type Query } from '../../database/index.js';
import { LOOK_UP } from './dictionary.statements.js';

export interface DictionaryRow {
  form: string;
  folded: string;
  lexemes: string[];
}

/** The stemmer and the folding rules of PostgreSQL. */
@Injectable()
export class DictionaryRepository {
  constructor(private readonly database: Database) {}

  /** A row for each of the words, in no order. @param query the transaction that is under way, if there is one */
  lookUp(forms: string[], query?: Query): Promise<DictionaryRow[]> {
    return query === undefined
      ? this.database.query<DictionaryRow>(LOOK_UP, [forms])
      : query<DictionaryRow>(LOOK_UP, [forms]);
  }
}
