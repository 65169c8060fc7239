import { mkdirSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { Ground } from '../ground.ts';
import type { Machine } from '../machine.ts';
import type { Part } from '../sections/section.ts';
import { table } from './table.ts';

export interface Report {
  machine: Machine;
  parts: (Part & { name: string; disk: Ground['disk'] })[];
}

/** Prints the report, and keeps it as Markdown and as JSON. */
export function write(report: Report, folder: string): void {
  const { cpu, cores, memoryGb, system, node, disks } = report.machine;
  const flushes = disks.map(({ disk, flush }) => `${flush.toPrecision(2)} ms on ${disk}`).join(' and ');
  const targets = table(
    ['Target', 'files on', 'asked', 'measured', ''],
    report.parts
      .flatMap(({ targets: all, disk }) => all.map((one) => ({ ...one, disk })))
      .map(({ what, target, measured, met, disk }) => [
        what,
        disk,
        target,
        measured,
        met === undefined ? '–' : met ? 'met' : 'MISSED',
      ]),
  );
  const markdown = [
    `Measured on ${cores} cores of ${cpu}, ${memoryGb} GB, ${system}, Node ${node}. The service, PostgreSQL (fsync and ` +
      `synchronous_commit on) and the load generator share them. A write of 8 KB is safe after ${flushes}; what lies in memory ` +
      'does not survive a loss of power, and shows what the cores can do. Rate limits are raised. Only ratios of one run mean something.',
    ...report.parts.map(({ title, table: body, disk }) => `### ${title}; files on ${disk}\n\n${body}`),
    `### Targets\n\n${targets}`,
  ].join('\n\n');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bench.md'), `${markdown}\n`);
  const kept = report.parts.map(({ files = [], ...part }) => {
    for (const { name, content } of files) {
      const { name: stem, ext } = parse(name);
      writeFileSync(join(folder, `${stem}${part.disk === 'memory' ? '-in-memory' : ''}${ext}`), content);
    }
    return part;
  });
  const json = { at: new Date().toISOString(), machine: report.machine, parts: kept };
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(json, null, 2)}\n`);
  console.log(`\n${markdown}\n\nKept in ${folder}`);
}
