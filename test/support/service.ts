import { behindGateway } from './behind-gateway.js';
import { createTestBucket } from './bucket.js';
import { createTestDatabase } from './database.js';
import { startNode, type Ground, type TestNode } from './node.js';
import type { Gateway } from './servers/gateway.js';
import { topology } from './topology.js';

export { databaseReady, startNode, SUPPORT_GALLERY_ID, TEST_ORIGIN, type Ground } from './node.js';

/** The whole service, with a database and a bucket of its own. */
export interface TestService extends Omit<TestNode, 'vanish' | 'io'> {
  /** The node. @throws Error when there are two: a test that looks inside of one asks for one. */
  readonly app: TestNode['app'];
  /** Where clients call: the node itself, or the gateway's path to it. */
  readonly url: string;
  /** The one node, or the two behind the gateway. */
  nodes: TestNode[];
  gateway?: Gateway;
}

/**
 * Starts one node, or two behind a gateway where the project of jest.config.js says so.
 * @param overrides environment variables that differ from the test's defaults
 * @param options `nodes: 1` for tests of what one node does by itself, which they reach directly; a test that brings a
 *   Redis of its own makes its own nodes too
 */
export async function startService(
  overrides: NodeJS.ProcessEnv = {},
  options: { nodes?: 1 } = {},
): Promise<TestService> {
  const [database, bucket] = await Promise.all([createTestDatabase(), createTestBucket()]);
  const ground: Ground = { database, bucket };
  const alone = options.nodes === 1 || overrides.REDIS_URL !== undefined;
  const gateway = alone ? undefined : topology.gateway;
  const service = await (gateway === undefined
    ? startNode(ground, overrides).then((node) => ({ ...node, nodes: [node] }))
    : behindGateway(gateway, ground, overrides));
  const { stop } = service;
  return Object.assign(service, {
    stop: async () => {
      await stop();
      await database.drop();
      await bucket.remove();
    },
  });
}
