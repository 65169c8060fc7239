import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../machine.ts';
import type { Part } from '../sections/section.ts';
import { table } from './table.ts';

export interface Report {
  machine: Machine;
  parts: (Part & { name: string })[];
}

/** Prints the report, and keeps it as Markdown and as JSON. */
export function write(report: Report, folder: string): void {
  const { cpu, cores, memoryGb, system, node } = report.machine;
  const targets = table(
    ['Target', 'asked', 'measured', ''],
    report.parts
      .flatMap(({ targets: all }) => all)
      .map(({ what, target, measured, met }) => [
        what,
        target,
        measured,
        met === undefined ? '–' : met ? 'met' : 'MISSED',
      ]),
  );
  const markdown = [
    `Measured on ${cores} cores of ${cpu}, ${memoryGb} GB, ${system}, Node ${node}. The service, PostgreSQL (fsync and ` +
      'synchronous_commit on) and the load generator share them. Rate limits are raised. Only ratios of one run mean something.',
    ...report.parts.map(({ title, table: body }) => `### ${title}\n\n${body}`),
    `### Targets\n\n${targets}`,
  ].join('\n\n');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bench.md'), `${markdown}\n`);
  for (const { name, chart } of report.parts) if (chart) writeFileSync(join(folder, `${name}.svg`), chart);
  writeFileSync(
    join(folder, 'bench.json'),
    `${JSON.stringify({ at: new Date().toISOString(), ...report }, null, 2)}\n`,
  );
  console.log(`\n${markdown}\n\nKept in ${folder}`);
}
