import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../../../dev/children.ts';
import { freePort } from '../../../dev/ports.ts';
import { untilAnswers } from '../../support/servers/common.ts';
import type { Door } from '../client/request.ts';

/** Caddy before the nodes. */
export class Gateway {
  readonly kind = 'caddy';
  private readonly url: string;
  private readonly folder: string;
  private child: Child | undefined;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(folder: string, nodes: string[]): Promise<Gateway> {
    const port = await freePort();
    const gateway = new Gateway(folder, port);
    writeFileSync(gateway.config, caddyfile(port, nodes));
    await gateway.restart();
    return gateway;
  }

  get door(): Door {
    return { rest: `${this.url}/api/v1`, socket: this.url };
  }

  get running(): boolean {
    return this.child?.running === true;
  }

  async restart(): Promise<void> {
    const output = openSync(join(this.folder, 'gateway.log'), 'a');
    const args = ['run', '--adapter', 'caddyfile', '--config', this.config];
    this.child = await Child.start('Caddy', 'caddy', args, {
      cwd: this.folder,
      env: { ...process.env, HOME: this.folder },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    await untilAnswers(this.url, this.child);
  }

  async kill(): Promise<void> {
    this.child?.process.kill('SIGKILL');
    await this.child?.exited;
  }

  async stop(): Promise<void> {
    await this.child?.stop();
  }

  private get config(): string {
    return join(this.folder, 'Caddyfile');
  }
}

function caddyfile(port: number, nodes: string[]): string {
  const upstreams = nodes.map((url) => new URL(url).host).join(' ');
  const proxy = (policy: string) => `reverse_proxy ${upstreams} {
			lb_policy ${policy}
			lb_try_duration 5s
			lb_try_interval 100ms
			fail_duration 2s
			health_uri /health/ready
			health_interval 1s
			health_timeout 3s
		}`;
  return `{
	admin off
	auto_https off
	log {
		level ERROR
	}
}
http://127.0.0.1:${port} {
	@api path /api/v1/chats /api/v1/chats/*
	handle @api {
		uri strip_prefix /api/v1
		${proxy('round_robin')}
	}
	@socket path /socket.io /socket.io/*
	handle @socket {
		${proxy('cookie')}
	}
	handle {
		respond "Not found" 404
	}
}
`;
}
