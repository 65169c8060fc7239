import { createTestBucket, type TestBucket } from '../../support/bucket.js';

/** A bucket of a test's own, and the eyes to look into it past the service. */
export interface ObservedBucket extends TestBucket {
  put(key: string, content: Buffer | string, type?: string): Promise<void>;
  read(key: string): Promise<Buffer>;
  exists(key: string): Promise<boolean>;
  keys(): Promise<string[]>;
  /** Uploads that were begun and neither finished nor given up; the stand-in for a store cannot tell. */
  unfinished(): Promise<string[]>;
}

/** For what the stand-in for a store does otherwise than S3. */
export const itOnRealStore = process.env.TEST_S3_KIND === 'radosgw' ? it : it.skip;

export async function createBucket(): Promise<ObservedBucket> {
  const bucket = await createTestBucket();
  const { client, name } = bucket;
  const keys = async () =>
    (await client.listObjectsV2(name, '', true).toArray()).map((item: { name: string }) => item.name);
  return {
    ...bucket,
    keys,
    put: async (key, content, type = 'application/octet-stream') => {
      await client.putObject(name, key, content, Buffer.byteLength(content), { 'Content-Type': type });
    },
    read: async (key) => Buffer.concat(await (await client.getObject(name, key)).toArray()),
    exists: async (key) => (await keys()).includes(key),
    unfinished: async () => {
      if (!bucket.checksPolicies) return [];
      const uploads = await client.listIncompleteUploads(name, '', true).toArray();
      return uploads.map((item: { key: string }) => item.key);
    },
  };
}
