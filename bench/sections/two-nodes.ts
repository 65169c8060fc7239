import { canRunRedis, startRedis } from '../../test/support/servers/redis.ts';
import type { Pair } from '../load/wire.ts';
import { atLeast } from '../report/target.ts';
import { dealerSystems, startService, type RunningService, type ServiceOptions } from '../systems/service.ts';
import type { System } from '../systems/system.ts';
import { inTurn, ratio, sendingTable } from './in-turn.ts';
import { PAIRS, withStops, type Section } from './section.ts';

/** One node that is alone, and two that share everything: in every pair the sides are connected to different ones. */
export const twoNodes: Section = {
  name: 'two-nodes',
  waitsForDisk: true,
  measure: (ground, rounds) =>
    withStops(async (stops) => {
      if (!canRunRedis())
        throw new Error('redis-server is not installed; scripts/system-packages installs it');
      const start = async (options: ServiceOptions = {}): Promise<RunningService> => {
        const service = await startService(ground, options);
        stops.push(() => service.stop());
        return service;
      };
      const redis = await startRedis(ground.folder);
      stops.push(() => redis.stop());
      const alone = await start();
      const one = await start({ redisUrl: redis.url });
      const other = await start({ redisUrl: redis.url, secret: one.secret });
      const [socket] = await dealerSystems(alone, PAIRS);
      const systems = [{ ...socket, name: 'one node' }, await spreadOver(one, other)];
      const results = await inTurn(ground, systems, [], rounds);
      const [single, both] = results;
      return {
        title: 'Sending by socket to one node and to two, on the same cores',
        table: sendingTable(results),
        figures: results,
        targets: [atLeast('two nodes against one', 0.9, ratio(both, single))],
      };
    }),
};

async function spreadOver(one: RunningService, other: RunningService): Promise<System> {
  const [socket] = await dealerSystems(one, PAIRS);
  const urls = [one.node.url, other.node.url] as const;
  const pairs = socket.pairs.map((pair, n): Pair => {
    const [own, opposite] = n % 2 === 0 ? urls : urls.toReversed();
    return { ...pair, sender: { ...pair.sender, url: own }, receiver: { ...pair.receiver, url: opposite } };
  });
  return { ...socket, name: 'two nodes with Redis', pairs, pids: [one.node.pid, other.node.pid] };
}
