/** One measured thing and what it should be. */
export interface Figure {
  what: string;
  /** For people, with its unit. */
  measured: string;
  target: string;
  met: boolean;
  /** The numbers behind it, by name. */
  numbers?: Record<string, number>;
}

export const atMost = (what: string, value: number, limit: number, unit: string): Figure => ({
  what,
  measured: `${round(value)} ${unit}`,
  target: `≤ ${limit} ${unit}`,
  met: value <= limit,
  numbers: { value },
});

export const atLeast = (what: string, value: number, limit: number, unit: string): Figure => ({
  what,
  measured: `${round(value)} ${unit}`,
  target: `≥ ${limit} ${unit}`,
  met: value >= limit,
  numbers: { value },
});

export const exactly = (what: string, value: number, wanted: number): Figure => ({
  what,
  measured: String(value),
  target: String(wanted),
  met: value === wanted,
  numbers: { value },
});

/** Counts of things that must not happen. */
export const none = (what: string, counts: Record<string, number>): Figure => ({
  what,
  measured: Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', '),
  target: 'all 0',
  met: Object.values(counts).every((count) => count === 0),
  numbers: counts,
});

/** Milliseconds below which 99 % of the latencies lie: of all of them, and the median of those of equal parts of the time. */
export interface P99 {
  all: number;
  usual: number;
}

/** @param parts the latencies of each part of the time */
export const p99Of = (parts: number[][]): P99 => ({
  all: percentile(parts.flat(), 0.99),
  usual: percentile(
    parts.map((part) => percentile(part, 0.99)),
    0.5,
  ),
});

/**
 * Latencies of the others with something hard going on, against those without it in turn with them, or beside them.
 * @param what the hard thing
 * @param limit how many times as long they may be; without one it is only noted
 */
export function slowdown(what: string, without: P99, meanwhile: P99, limit?: number): Figure[] {
  const name = `the others' p99, ${what} (medians of parts)`;
  const ratio = meanwhile.usual / without.usual;
  const told = (p99: (of: P99) => number): string =>
    `${p99(without).toFixed(0)} ms, ${p99(meanwhile).toFixed(0)} ms`;
  return [
    limit === undefined ? noted(name, `${round(ratio)} ×`) : atMost(name, ratio, limit, '×'),
    noted(
      '  without it and with it: medians; of all parts',
      `${told((p99) => p99.usual)}; ${told((p99) => p99.all)}`,
    ),
  ];
}

/** Something that the service does not do yet: it never counts as met. */
export const notThere = (what: string, target: string): Figure => ({
  what,
  measured: 'not there',
  target,
  met: false,
});

/** What is worth knowing and has no target. */
export const noted = (what: string, measured: string): Figure => ({ what, measured, target: '–', met: true });

export const seconds = (milliseconds: number): number => milliseconds / 1000;

/** The value below which the given part of them lies; 0 of none. */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export const largest = (values: number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const round = (value: number): number => (value < 100 ? Math.round(value * 100) / 100 : Math.round(value));
