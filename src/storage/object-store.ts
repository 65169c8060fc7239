import type { Readable } from 'node:stream';

/** Where an object lies. */
export interface ObjectAddress {
  bucket: string;
  key: string;
}

/** The start of an object, and what identifies the version that was read. */
export interface ObjectStart {
  /** Bytes of the whole object. */
  size: number;
  /** As the store wrote it; other content has another ETag. */
  etag: string;
  /** The first bytes, as many as were asked for or as there are. */
  bytes: Buffer;
}

/** An object as a list names it. */
export interface ListedObject {
  key: string;
  /** By the store's clock. */
  modifiedAt: Date;
}

export interface UploadPolicy {
  /** The one `Content-Type` that the store accepts. */
  type: string;
  /** The one size in bytes that the store accepts. */
  size: number;
  expiresAt: Date;
}

export interface PresignedPost {
  url: string;
  /** Form fields that go before the file. */
  fields: Record<string, string>;
}

export interface ReadLink {
  /** When the signature starts to count. */
  signedAt: Date;
  /** Seconds from `signedAt`. */
  lasts: number;
  /** The `Content-Type` that the store answers with. */
  type: string;
  /** The `Content-Disposition` that the store answers with. */
  disposition: string;
}

/**
 * What the service needs of an S3 store. Presigning calls nobody. Every other method throws AppError
 * STORAGE_UNAVAILABLE when the store does not answer, refuses the service's keys or lacks the bucket.
 */
export abstract class ObjectStore {
  /** Signs a form upload of exactly this key, type and size. */
  abstract presignUpload(to: ObjectAddress, policy: UploadPolicy): Promise<PresignedPost>;

  /** @returns a link that reads the object without further keys, until it ends */
  abstract presignRead(from: ObjectAddress, link: ReadLink): Promise<string>;

  /**
   * Size, ETag and first bytes in one call, so that they belong to the same version of the object.
   * @returns undefined when there is no such object
   */
  abstract readStart(from: ObjectAddress, length: number): Promise<ObjectStart | undefined>;

  /** @returns the bytes of an object as they come; undefined when there is none. The stream may break off with an error. */
  abstract read(from: ObjectAddress): Promise<Readable | undefined>;

  /**
   * Copies within the store, but only the version that was seen.
   * @param seen what `readStart` gave for the source
   * @returns false when the source was replaced or removed meanwhile; nothing is left at `to` then
   */
  abstract copy(from: ObjectAddress, seen: ObjectStart, to: ObjectAddress, type: string): Promise<boolean>;

  /**
   * Stores bytes as they come, holding a bounded part of them in memory. The object appears only when `body` has ended;
   * when `body` throws, nothing is left behind and its error is thrown on.
   */
  abstract putStream(to: ObjectAddress, body: AsyncIterable<Uint8Array>, type: string): Promise<void>;

  /** The first objects (a thousand at most) of those whose key begins so and comes after another. None at the end. */
  abstract list(bucket: string, prefix: string, after: string): Promise<ListedObject[]>;

  /** Removing what is not there succeeds. */
  abstract remove(object: ObjectAddress): Promise<void>;

  /** Succeeds when the store answers and the service's bucket exists. */
  abstract ping(): Promise<void>;
}
