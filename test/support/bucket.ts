import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'minio';
import { required } from './environment.js';

const REGION = 'us-east-1';

export interface TestBucket {
  readonly name: string;
  /** The store's own client, with the account that owns the bucket. */
  readonly client: Client;
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  /** False for the stand-in that checks neither signatures nor upload policies. */
  readonly checksPolicies: boolean;
  /** Removes the bucket and what is in it. */
  remove(): Promise<void>;
}

/** A private bucket of its own, in the store that the global setup started. */
export async function createTestBucket(): Promise<TestBucket> {
  const endpoint = required('TEST_S3_ENDPOINT');
  const account = { accessKey: required('TEST_S3_ACCESS_KEY'), secretKey: required('TEST_S3_SECRET_KEY') };
  const { hostname, port, protocol } = new URL(endpoint);
  const client = new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: protocol === 'https:',
    region: REGION,
    ...account,
  });
  const name = `test-${randomUUID()}`;
  await client.makeBucket(name, REGION);
  const checksPolicies = required('TEST_S3_KIND') === 'radosgw';
  return {
    name,
    client,
    endpoint,
    ...account,
    region: REGION,
    checksPolicies,
    remove: () => empty(client, name).then(() => client.removeBucket(name)),
  };
}

/** Lets pages of these origins upload to the bucket and read from it, as an operator would. */
export async function allowOrigins({ client, name }: TestBucket, origins: string[]): Promise<void> {
  const allowed = origins.map((origin) => `<AllowedOrigin>${origin}</AllowedOrigin>`).join('');
  const rule = `${allowed}<AllowedHeader>*</AllowedHeader>`;
  const methods = ['GET', 'HEAD', 'POST']
    .map((method) => `<AllowedMethod>${method}</AllowedMethod>`)
    .join('');
  const body = `<CORSConfiguration><CORSRule>${rule}${methods}</CORSRule></CORSConfiguration>`;
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  await client.makeRequestAsync({ method: 'PUT', bucketName: name, query: 'cors', headers }, body);
}

async function empty(client: Client, bucket: string): Promise<void> {
  const keys: string[] = [];
  for await (const { name } of client.listObjectsV2(bucket, '', true) as AsyncIterable<{ name: string }>) {
    keys.push(name);
  }
  if (keys.length > 0) await client.removeObjects(bucket, keys);
}
