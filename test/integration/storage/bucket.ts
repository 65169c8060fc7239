import { randomBytes } from 'node:crypto';
import { Client } from 'minio';

/** A bucket of a test's own, and the eyes to look into it past the service. */
export interface TestBucket {
  name: string;
  client: Client;
  put(key: string, content: Buffer | string, type?: string): Promise<void>;
  read(key: string): Promise<Buffer>;
  exists(key: string): Promise<boolean>;
  keys(): Promise<string[]>;
  /** Uploads that were begun and neither finished nor given up. */
  unfinished(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function createBucket(): Promise<TestBucket> {
  const { TEST_S3_ENDPOINT = '', TEST_S3_ACCESS_KEY, TEST_S3_SECRET_KEY } = process.env;
  const { hostname, port } = new URL(TEST_S3_ENDPOINT);
  const client = new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    region: 'us-east-1',
    accessKey: TEST_S3_ACCESS_KEY,
    secretKey: TEST_S3_SECRET_KEY,
  });
  const name = `files-${randomBytes(6).toString('hex')}`;
  await client.makeBucket(name);
  const keys = async () =>
    (await client.listObjectsV2(name, '', true).toArray()).map((item: { name: string }) => item.name);
  return {
    name,
    client,
    keys,
    put: async (key, content, type = 'application/octet-stream') => {
      await client.putObject(name, key, content, Buffer.byteLength(content), { 'Content-Type': type });
    },
    read: async (key) => Buffer.concat(await (await client.getObject(name, key)).toArray()),
    exists: async (key) => (await keys()).includes(key),
    unfinished: async () =>
      (await client.listIncompleteUploads(name, '', true).toArray()).map((item: { key: string }) => item.key),
    remove: async () => {
      await client.removeObjects(name, await keys());
      await client.removeBucket(name);
    },
  };
}
