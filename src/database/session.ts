import type { PoolClient, QueryConfig } from 'pg';
import { timeLeft } from '../common/index.js';
import { isRefusedStatement, mapInterruption } from './errors.js';

/** A statement of a repository. Its name makes PostgreSQL plan it once for each connection. */
export interface Statement {
  name: string;
  text: string;
  /**
   * It does not wait behind a crowd that reads: some connections are kept for such statements. For writes that somebody
   * waits for, and for what comes before them.
   */
  precedence?: true;
}

/**
 * Runs one statement.
 * @throws AppError SERVICE_UNAVAILABLE, ROOM_BUSY; driver errors such as unique violations as they are
 */
export type Query = <Row extends object>(statement: Statement, values: unknown[]) => Promise<Row[]>;

const [BEGIN, COMMIT, ROLLBACK] = ['BEGIN', 'COMMIT', 'ROLLBACK'].map((text): Statement => ({
  name: text.toLowerCase(),
  text,
})) as [Statement, Statement, Statement];

/** A connection of the pool, for one statement or one transaction. */
export class Session {
  /** Whether the connection may have a statement under way of which nobody knows any more. */
  private broken = false;

  constructor(private readonly client: PoolClient) {}

  readonly query: Query = async <Row extends object>({ name, text }: Statement, values: unknown[]) => {
    try {
      // The server's own limit cannot fire when the connection hangs; this one does.
      const limit: QueryConfig & { query_timeout: number } = {
        ...{ name, text, values },
        query_timeout: Math.max(1, timeLeft()),
      };
      const { rows } = await this.client.query<Row>(limit);
      return rows;
    } catch (thrown) {
      if (isRefusedStatement(thrown)) throw thrown;
      this.broken = true;
      throw mapInterruption(thrown);
    }
  };

  /** All that `work` writes is stored when this resolves, and nothing of it when it throws, unless the outcome is unknown. */
  async transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    await this.query(BEGIN, []);
    try {
      const result = await work(this.query);
      await this.query(COMMIT, []);
      return result;
    } catch (thrown) {
      if (!this.broken) await this.query(ROLLBACK, []);
      throw thrown;
    }
  }

  /** Gives the connection back unless it is broken; `pool.query` would close it after every refused statement. */
  end(): void {
    this.client.release(this.broken);
  }
}
