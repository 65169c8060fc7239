import { randomUUID } from 'node:crypto';
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
}

/** A private bucket of its own. It goes when the store is stopped, at the end of the run. */
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
  return { name, client, endpoint, ...account, region: REGION, checksPolicies };
}
