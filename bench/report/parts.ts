import type { CallFrame, CpuProfile } from '../../test/chaos/cluster/inspector.ts';

const OTHER = 'other packages';
const SYSTEM = 'Node.js and the system';
const IDLE = '(idle)';

/** What belongs together, by the packages' names. */
const PARTS: [string, RegExp][] = [
  ['Socket.IO, Engine.IO, ws', /^(@socket\.io\/.*|socket\.io.*|engine\.io.*|ws)$/],
  ['NestJS, RxJS', /^(@nestjs\/.*|rxjs|reflect-metadata)$/],
  ['class-validator', /^(class-validator|class-transformer|validator)$/],
  ['pg', /^(pg|pg-.*|postgres-.*)$/],
  ['Fastify', /^(fastify|@fastify\/.*|avvio|find-my-way|light-my-request|secure-json-parse)$/],
];

/** The parts of the busy time, which add up to 1, the largest first. */
export function partsOf({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
  const partOfNode = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
  const times = new Map<string, number>();
  let busy = 0;
  for (const [n, node] of samples.entries()) {
    const part = partOfNode.get(node) ?? OTHER;
    // What was seen at a look lasted until the next.
    const time = timeDeltas[n + 1] ?? 0;
    if (part === IDLE) continue;
    busy += time;
    times.set(part, (times.get(part) ?? 0) + time);
  }
  return new Map([...times].map(([part, time]): [string, number] => [part, time / busy]).sort(byShare));
}

const byShare = ([, one]: [string, number], [, other]: [string, number]): number => other - one;

function partOf({ functionName, url }: CallFrame): string {
  if (functionName === IDLE) return IDLE;
  if (functionName === '(garbage collector)') return 'collecting garbage';
  // Native functions have no URL: writing to sockets is among them.
  if (url === '' || url.startsWith('node:')) return SYSTEM;
  const packageName = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (packageName === undefined) return 'own code';
  return PARTS.find(([, pattern]) => pattern.test(packageName))?.[0] ?? OTHER;
}
