import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from '../../../dev/children.ts';
import { freePort } from '../../../dev/ports.ts';
import { untilAnswers } from './common.ts';
import type { Gateway, GatewaySettings } from './gateway.ts';

/** Milliseconds. */
const PATIENCE = 1_000;

const CADDYFILE = fileURLToPath(new URL('../../../deploy/Caddyfile', import.meta.url));

/** Starts Caddy with the very file of the deployment. */
export async function startCaddy({ folder, nodes, port: own }: GatewaySettings): Promise<Gateway> {
  const port = own ?? (await freePort());
  const path = join(folder, 'caddy.log');
  const log = openSync(path, 'w');
  const child = await Child.start(
    'Caddy',
    'caddy',
    ['run', '--config', CADDYFILE, '--adapter', 'caddyfile'],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GATEWAY_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        SERVICE_NODES: nodes.join(' '),
      },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(url, child);
  // Without its patience: it would wait for open requests.
  return { url, log: () => readFileSync(path, 'utf8'), stop: () => child.stop(PATIENCE) };
}
