import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { TEST_SECRET } from './tokens.js';

/** Everything that production needs, all of it fit for production. */
export const productionEnvironment = (databaseUrl: string) => ({
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  JWT_SECRET: TEST_SECRET,
  S3_ENDPOINT: process.env.TEST_S3_ENDPOINT,
  S3_ACCESS_KEY: process.env.TEST_S3_ACCESS_KEY,
  S3_SECRET_KEY: process.env.TEST_S3_SECRET_KEY,
  S3_BUCKET: 'files',
  CORS_ORIGINS: 'https://app.example.com',
  SHUTDOWN_DELAY_SECONDS: '0',
});

/** The built service as the operator starts it: a process of its own, known by its port, its output and its signals. */
export class ServiceProcess {
  output = '';
  private readonly closed: Promise<unknown>;

  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {
    this.closed = once(child, 'close');
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.output += chunk));
    }
  }

  /** @param env everything that the process gets to see of its environment; without a PORT it takes a free one */
  static async start(env: Record<string, string | undefined>): Promise<ServiceProcess> {
    const port = env.PORT ?? (await freePort());
    const child = spawn(process.execPath, ['dist/src/main.js'], {
      env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServiceProcess(child, `http://127.0.0.1:${port}`);
  }

  /** Waits until the process answers. @throws Error with its output when it ends instead */
  async listening(): Promise<this> {
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`The service ended: ${this.output}`);
      const answer = await fetch(`${this.url}/health/live`).catch(() => null);
      if (answer?.ok) return this;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Waits until the service, which connects in the background, has its database. */
  async ready(): Promise<this> {
    await this.listening();
    while ((await fetch(`${this.url}/health/ready`)).status !== 200) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return this;
  }

  /** @returns the exit code (null when a signal ended it), once it has ended and all of its output has come */
  async ended(): Promise<number | null> {
    await this.closed;
    return this.child.exitCode;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
