import { readFileSync } from 'node:fs';

/** Of Linux, since always. */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that these processes and all that they started have used until now; NaN without /proc. */
export const cpuSeconds = (pids: number[]): number =>
  pids.reduce((sum, pid) => sum + tree(pid), 0) / TICKS_PER_SECOND;

function tree(pid: number): number {
  try {
    // Behind the name, which may hold anything: state is the third field; 14 to 17 are own time and that of ended children.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const own = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return childrenOf(pid).reduce((sum, child) => sum + tree(child), own);
  } catch {
    return process.platform === 'linux' ? 0 : Number.NaN;
  }
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
