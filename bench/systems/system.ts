import type { Pair } from '../load/wire.ts';

/** Something that is measured: it runs while it is needed, as processes of its own. */
export interface System {
  /** How the report calls it. */
  readonly name: string;
  /** The wire of the load generator that talks to it. */
  readonly wire: string;
  readonly url: string;
  readonly pairs: Pair[];
  /** The processes whose time counts for it, without those of PostgreSQL. */
  readonly pids: number[];
  stop(): Promise<void>;
}
