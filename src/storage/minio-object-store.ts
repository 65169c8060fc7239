import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { CopyDestinationOptions, CopySourceOptions, S3Error, type Client } from 'minio';
import { AppError } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import {
  ObjectStore,
  type ListedObject,
  type ObjectAddress,
  type ObjectStart,
  type PresignedPost,
  type ReadLink,
  type UploadPolicy,
} from './object-store.js';
import { inParts } from './parts.js';
import { storeClient } from './store-client.js';

/** Milliseconds of silence after which the store counts as down; the contract wants a 503 within five seconds. */
const SILENCE = 4_000;
/** For work that takes a store its time (joining parts, copying), asked for when it has just answered another call. */
const SILENCE_AT_WORK = 20_000;
/** Bytes; the smallest that S3 allows, so that an upload in flight holds little memory. */
const PART_SIZE = 5 * 1024 * 1024;
/** Objects of one list; S3 gives no more. */
const PAGE = 1_000;
const RETRY_AFTER = 5;

/** The object store through the minio client. */
@Injectable()
export class MinioObjectStore extends ObjectStore {
  private readonly logger = new Logger(MinioObjectStore.name);
  private readonly bucket: string;
  private readonly client: Client;
  private readonly patientClient: Client;
  /** Signs for the address under which browsers reach the store; never calls it. */
  private readonly signer: Client;

  constructor({ storage }: AppConfig) {
    super();
    const { endpoint, publicEndpoint, bucket, accessKey, secretKey, region } = storage;
    const account = { accessKey, secretKey, region };
    this.bucket = bucket;
    this.client = storeClient(endpoint, account, SILENCE);
    this.patientClient = storeClient(endpoint, account, SILENCE_AT_WORK);
    this.signer = storeClient(publicEndpoint, account, SILENCE);
  }

  async presignUpload(to: ObjectAddress, { type, size, expiresAt }: UploadPolicy): Promise<PresignedPost> {
    const policy = this.signer.newPostPolicy();
    policy.setBucket(to.bucket);
    policy.setKey(to.key);
    policy.setContentType(type);
    policy.setContentLengthRange(size, size);
    policy.setExpires(expiresAt);
    const { postURL, formData } = await this.signer.presignedPostPolicy(policy);
    return { url: postURL, fields: formData };
  }

  presignRead({ bucket, key }: ObjectAddress, link: ReadLink): Promise<string> {
    const answer = {
      'response-content-type': link.type,
      'response-content-disposition': link.disposition,
    };
    return this.signer.presignedGetObject(bucket, key, link.lasts, answer, link.signedAt);
  }

  async readStart({ bucket, key }: ObjectAddress, length: number): Promise<ObjectStart | undefined> {
    try {
      const response = await this.client.getPartialObject(bucket, key, 0, length);
      if (!(response instanceof IncomingMessage)) throw new Error('The client answered without headers');
      const { etag } = response.headers;
      if (etag === undefined) throw new Error('The store answered without an ETag');
      return { size: totalSize(response), etag, bytes: await firstBytes(response, length) };
    } catch (error) {
      if (hasCode(error, 'NoSuchKey', 'NotFound')) return undefined;
      // No byte of an empty object can be asked for.
      if (hasCode(error, 'InvalidRange')) return { size: 0, etag: '', bytes: Buffer.alloc(0) };
      throw unavailable(error);
    }
  }

  async read({ bucket, key }: ObjectAddress): Promise<Readable | undefined> {
    try {
      return await this.client.getObject(bucket, key);
    } catch (error) {
      if (hasCode(error, 'NoSuchKey', 'NotFound')) return undefined;
      throw unavailable(error);
    }
  }

  async copy(from: ObjectAddress, seen: ObjectStart, to: ObjectAddress, type: string): Promise<boolean> {
    const source = new CopySourceOptions({ Bucket: from.bucket, Object: from.key, MatchETag: seen.etag });
    const target = new CopyDestinationOptions({
      Bucket: to.bucket,
      Object: to.key,
      MetadataDirective: 'REPLACE',
      Headers: {
        'Content-Type': type,
        // The client leaves ?, # and + in the source's key as they are.
        'x-amz-copy-source': `${from.bucket}/${encodeURIComponent(from.key).replaceAll('%2F', '/')}`,
      },
    });
    try {
      await this.patientClient.copyObject(source, target);
    } catch (error) {
      if (hasCode(error, 'PreconditionFailed', 'NoSuchKey', 'NotFound')) return false;
      throw unavailable(error);
    }
    // Some stores (Ceph among them) take the condition and do not keep it: so the copy itself is looked at.
    const copied = await this.readStart(to, Math.max(seen.bytes.length, 1));
    if (copied?.size === seen.size && copied.bytes.equals(seen.bytes)) return true;
    await this.remove(to);
    return false;
  }

  async putStream(to: ObjectAddress, body: AsyncIterable<Uint8Array>, type: string): Promise<void> {
    const parts = inParts(body, PART_SIZE);
    let upload: MultipartUpload | undefined;
    let held: Buffer | undefined;
    try {
      // One part is held back: whether a part is the only one is known when there is a next one.
      for await (const part of parts) {
        if (held !== undefined) {
          upload ??= await this.startMultipart(to, type);
          await this.sendPart(upload, held);
        }
        held = part;
      }
      if (upload === undefined) await this.putWhole(to, held ?? Buffer.alloc(0), type);
      else await this.finishMultipart(upload, held);
    } catch (error) {
      if (upload !== undefined) await this.abandonMultipart(upload);
      throw error;
    }
  }

  async list(bucket: string, prefix: string, after: string): Promise<ListedObject[]> {
    const page = await this.patientClient
      .listObjectsV2Query(bucket, prefix, '', '', PAGE, after)
      .catch(rethrowUnavailable);
    return page.objects.flatMap(({ name, lastModified }) =>
      name === undefined ? [] : [{ key: name, modifiedAt: new Date(lastModified) }],
    );
  }

  async remove({ bucket, key }: ObjectAddress): Promise<void> {
    await this.client.removeObject(bucket, key).catch(rethrowUnavailable);
  }

  async ping(): Promise<void> {
    const exists = await this.client.bucketExists(this.bucket).catch(rethrowUnavailable);
    if (!exists) throw unavailable(new Error(`There is no bucket "${this.bucket}"`));
  }

  private async putWhole({ bucket, key }: ObjectAddress, bytes: Buffer, type: string): Promise<void> {
    await this.client
      .putObject(bucket, key, bytes, bytes.length, { 'Content-Type': type })
      .catch(rethrowUnavailable);
  }

  private async startMultipart(to: ObjectAddress, type: string): Promise<MultipartUpload> {
    const id = await this.client
      .initiateNewMultipartUpload(to.bucket, to.key, { 'Content-Type': type })
      .catch(rethrowUnavailable);
    return { ...to, id, sent: [] };
  }

  private async sendPart(upload: MultipartUpload, bytes: Buffer): Promise<void> {
    const { bucket: bucketName, key: objectName, id: uploadID, sent } = upload;
    const partNumber = sent.length + 1;
    const { etag, part } = await this.client
      .uploadPart({ bucketName, objectName, uploadID, partNumber, headers: {} }, bytes)
      .catch(rethrowUnavailable);
    sent.push({ etag, part });
  }

  private async finishMultipart(upload: MultipartUpload, last: Buffer | undefined): Promise<void> {
    if (last !== undefined) await this.sendPart(upload, last);
    const { bucket, key, id, sent } = upload;
    await this.patientClient.completeMultipartUpload(bucket, key, id, sent).catch(rethrowUnavailable);
  }

  private async abandonMultipart({ bucket, key, id }: MultipartUpload): Promise<void> {
    try {
      await this.client.abortMultipartUpload(bucket, key, id);
    } catch (err) {
      this.logger.warn(
        { err, bucket, key },
        'The parts of an upload that was broken off were left in the store',
      );
    }
  }
}

interface MultipartUpload extends ObjectAddress {
  id: string;
  sent: { part: number; etag: string }[];
}

function totalSize({ headers }: IncomingMessage): number {
  const total = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] ?? headers['content-length'];
  if (total === undefined) throw new Error('The store answered without a size');
  return Number(total);
}

/** A store may ignore the range and send everything: leaving the loop closes the connection then. */
async function firstBytes(response: AsyncIterable<Buffer>, length: number): Promise<Buffer> {
  for await (const start of inParts(response, length)) return start.subarray(0, length);
  return Buffer.alloc(0);
}

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof S3Error && error.code !== undefined && codes.includes(error.code);

const unavailable = (cause: unknown): AppError =>
  new AppError('STORAGE_UNAVAILABLE', { retryAfter: RETRY_AFTER, cause });

function rethrowUnavailable(cause: unknown): never {
  throw unavailable(cause);
}
