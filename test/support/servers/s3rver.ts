import { freePort } from '../../../dev/ports.ts';
import { startObjectStore } from '../../../dev/object-store.ts';
import type { S3Server } from './common.ts';

/** Starts the object store of `scripts/start`, for machines without radosgw. */
export async function startS3rver(folder: string): Promise<S3Server> {
  const store = await startObjectStore({ folder, port: await freePort(), bucket: 'unused' });
  return { kind: 's3rver', ...store };
}
