import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../../../dev/children.ts';
import { freePort } from '../../../dev/ports.ts';
import { untilAnswers } from './common.ts';
import type { Gateway, GatewaySettings } from './gateway.ts';

/** Milliseconds. */
const PATIENCE = 1_000;

const TEMPLATE = new URL('../../../deploy/nginx.conf.template', import.meta.url);

/** Starts nginx with the very template of the deployment, inside the least that an nginx.conf needs. */
export async function startNginx({ folder, nodes, port: own }: GatewaySettings): Promise<Gateway> {
  const port = own ?? (await freePort());
  const variables: Record<string, string> = {
    GATEWAY_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    GATEWAY_LOGS: folder,
    SERVICE_NODE_1: nodes[0],
    SERVICE_NODE_2: nodes[1],
  };
  const template = readFileSync(TEMPLATE, 'utf8');
  // As envsubst does it: only these names, so that nginx's own variables stay.
  const site = template.replace(/\$\{(\w+)\}/g, (all, name: string) => variables[name] ?? all);
  writeFileSync(join(folder, 'messaging.conf'), site);
  writeFileSync(join(folder, 'nginx.conf'), main());
  const args = ['-p', `${folder}/`, '-c', 'nginx.conf', '-e', 'start.log'];
  const child = await Child.start('nginx', 'nginx', args, { cwd: folder, stdio: 'ignore' }, 'SIGQUIT');
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(url, child);
  const log = () =>
    ['access.log', 'error.log'].map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  // Without its patience: it would wait for open requests.
  return { url, log, stop: () => child.stop(PATIENCE) };
}

/** Several workers, as in production: they share nothing but what the template makes them share. */
const main = (): string => `
daemon off;
pid nginx.pid;
error_log start.log;
worker_processes 2;
# As root its workers would be another user, who cannot enter the folder.
${process.getuid?.() === 0 ? 'user root;' : ''}
events {
  worker_connections 8192;
}
http {
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  include messaging.conf;
}
`;
