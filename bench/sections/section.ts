import type { Ground } from '../ground.ts';
import type { Target } from '../report/target.ts';

export interface Rounds {
  rounds: number;
  /** Seconds of each round, and of the warm-up before it. */
  seconds: number;
  warmUp: number;
  /** The main file of another build, for sections that can measure one beside this one. */
  beside: string | undefined;
  say: (text: string) => void;
}

/** Something to keep beside the report. */
export interface File {
  name: string;
  content: string;
}

/** What one section measured. */
export interface Part {
  title: string;
  table: string;
  figures: unknown;
  targets: Target[];
  files?: File[];
}

/** One kind of work. It starts what it measures, and stops it. */
export interface Section {
  name: string;
  /** Whether it waits for the disk so much that it is measured with files in memory as well. */
  waitsForDisk: boolean;
  measure(ground: Ground, rounds: Rounds): Promise<Part>;
}

/** Runs a section with a list to which it adds what must be stopped, whatever happens. */
export async function withStops<T>(work: (stops: (() => Promise<void>)[]) => Promise<T>): Promise<T> {
  const stops: (() => Promise<void>)[] = [];
  try {
    return await work(stops);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Pairs of people who talk. */
export const PAIRS = 64;
