import { newId } from '../../../src/common/index.js';
import { createBucket } from '../storage/bucket.js';
import { MB } from './forms.js';
import { buildIntake } from './intake.js';
import { startMultipartServer } from './multipart-server.js';

/** What tests of uploads work on: a bucket, the parts that fill it, and a server in front of them. */
export async function openUploads() {
  const bucket = await createBucket();
  const owner = { roomId: newId(), galleryId: newId() };
  const parts = buildIntake({ S3_BUCKET: bucket.name, FILE_MAX_BYTES: String(7 * MB) });
  const server = await startMultipartServer(parts, owner);
  const keyOf = (url: string): string => parts.urls.toAddress(url)!.key;
  return { bucket, owner, parts, server, keyOf };
}

export type Uploads = Awaited<ReturnType<typeof openUploads>>;
