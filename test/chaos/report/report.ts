import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Figure } from './figure.ts';

/** What came out of one scenario. */
export interface Outcome {
  scenario: string;
  fault: string;
  figures: Figure[];
  /** Seconds that it took. */
  took: number;
}

type Row = [scenario: string, what: string, measured: string, target: string, verdict: string];

const HEAD: Row = ['scenario', 'measured thing', 'measured', 'target', ''];

/** One table of everything: the fault stands in the first line of its scenario. */
export function table(outcomes: Outcome[]): string {
  const rows: Row[] = outcomes.flatMap(({ scenario, fault, figures }) => [
    [scenario, fault, '', '', ''] satisfies Row,
    ...figures.map(({ what, measured, target, met }): Row => {
      return ['', `  ${what}`, measured, target, target === '–' ? '' : met ? 'met' : 'MISSED'];
    }),
  ]);
  const widths = HEAD.map((_, column) =>
    Math.max(
      ...[HEAD, ...rows]
        .filter((row) => column !== 1 || row[2] !== '')
        .map((row) => row[column]?.length ?? 0),
    ),
  );
  const line = (row: Row): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(HEAD), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

export function writeJson(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

export const missed = (outcomes: Outcome[]): number =>
  outcomes.flatMap(({ figures }) => figures).filter(({ met }) => !met).length;
