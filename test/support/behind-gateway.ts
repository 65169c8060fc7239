import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNode, type Ground, type TestNode } from './node.js';
import { OwnRedis } from './redis.js';
import { startCaddy } from './servers/caddy.js';
import type { Gateway } from './servers/gateway.js';
import { startNginx } from './servers/nginx.js';
import { settleThrough } from './settling.js';

const START = { caddy: startCaddy, nginx: startNginx };

/** Two nodes that share a database, a bucket and a Redis, behind the gateway of the deployment. */
export async function behindGateway(kind: 'caddy' | 'nginx', ground: Ground, overrides: NodeJS.ProcessEnv) {
  const folder = mkdtempSync(join(tmpdir(), `dealer-messaging-${kind}-`));
  // Its own: the channels of one service would reach the others through a shared one.
  const redis = await OwnRedis.start();
  const start = () => startNode(ground, { REDIS_URL: redis.url, TRUST_PROXY: '127.0.0.1', ...overrides });
  const nodes: [TestNode, TestNode] = [await start(), await start()];
  const gateway: Gateway = await START[kind]({ folder, nodes: [hostOf(nodes[0]), hostOf(nodes[1])] });
  settleThrough(
    gateway.url,
    nodes.map(({ io }) => io),
  );
  await redis.readBy(nodes.length);
  return {
    ground,
    nodes,
    gateway,
    get app(): never {
      throw new Error('There are two nodes: a test that looks inside of one starts one, with { nodes: 1 }');
    },
    url: `${gateway.url}/api/v1`,
    db: nodes[0].db,
    bucket: nodes[0].bucket,
    stop: async () => {
      await gateway.stop();
      for (const node of nodes) await node.stop();
      await redis.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const hostOf = ({ url }: TestNode): string => new URL(url).host;
