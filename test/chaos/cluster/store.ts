import { mkdirSync } from 'node:fs';
import { Client } from 'minio';
import { freePort } from '../../../dev/ports.ts';
import { startObjectStore } from '../../../dev/object-store.ts';
import { canRunRadosgw, startRadosgw } from '../../support/servers/radosgw.ts';
import type { S3Server } from '../../support/servers/common.ts';
import { TcpProxy } from '../../support/servers/tcp-proxy.ts';

const BUCKET = 'chat-files';
const REGION = 'us-east-1';

/** The object store, behind a wire that can be cut. */
export class StoreServer {
  readonly kind: S3Server['kind'];
  readonly wire: TcpProxy;
  private readonly server: S3Server;

  private constructor(server: S3Server, wire: TcpProxy) {
    this.server = server;
    this.wire = wire;
    this.kind = server.kind;
  }

  static async start(folder: string): Promise<StoreServer> {
    mkdirSync(folder);
    const server = canRunRadosgw() ? await radosgw(folder) : await s3rver(folder);
    return new StoreServer(server, await TcpProxy.start(Number(new URL(server.endpoint).port)));
  }

  /** Settings of the service. */
  get environment(): NodeJS.ProcessEnv {
    return {
      S3_ENDPOINT: this.wire.url,
      S3_ACCESS_KEY: this.server.accessKey,
      S3_SECRET_KEY: this.server.secretKey,
      S3_BUCKET: BUCKET,
      S3_REGION: REGION,
    };
  }

  async stop(): Promise<void> {
    await this.wire.close();
    await this.server.stop();
  }
}

async function radosgw(folder: string): Promise<S3Server> {
  const server = await startRadosgw(folder);
  const { hostname, port } = new URL(server.endpoint);
  const { accessKey, secretKey } = server;
  const client = new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    region: REGION,
    accessKey,
    secretKey,
  });
  await client.makeBucket(BUCKET, REGION);
  return server;
}

async function s3rver(folder: string): Promise<S3Server> {
  return {
    kind: 's3rver',
    ...(await startObjectStore({ folder, port: await freePort(), bucket: BUCKET })),
  };
}
