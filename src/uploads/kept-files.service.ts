import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AppError } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import type { Query } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { ObjectStore, ObjectUrls, type ObjectAddress } from '../storage/index.js';
import { isFileKey, keyBeside } from './object-keys.js';

/** The ending of small pictures. */
export const THUMBNAIL = 'thumb';

/** The plain URL of an object, as messages store it. */
interface Kept {
  url: string;
}

/** The files that the service keeps itself. What is not its own it neither reads, changes nor removes. */
@Injectable()
export class KeptFiles implements OnModuleInit {
  private readonly logger = new Logger(KeptFiles.name);

  constructor(
    private readonly store: ObjectStore,
    private readonly urls: ObjectUrls,
    private readonly jobs: Jobs,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('remove-object', (file) => this.remove(file));
  }

  /**
   * Promises that a file goes from the store, in the transaction that takes it off its message: whatever becomes of this
   * node or of the store, it is tried until the file is gone.
   */
  async promiseRemoval(query: Query, { url }: Kept): Promise<void> {
    if (this.own(url) !== undefined) await this.jobs.add(query, 'remove-object', { url });
  }

  /** The same for many files. Of what is not the service's own nothing is promised. */
  async promiseRemovals(query: Query, urls: string[]): Promise<void> {
    const own = urls.filter((url) => this.own(url) !== undefined).map((url) => ({ url }));
    await this.jobs.addAll(query, 'remove-object', own);
  }

  /** The same once the links to it that were given out have ended: for what was replaced. */
  async promiseRemovalLater(query: Query, { url }: Kept): Promise<void> {
    const { urlTtl } = this.config.files;
    if (this.own(url) !== undefined) await this.jobs.add(query, 'remove-object', { url }, urlTtl);
  }

  /** Removes a file that no message names. @throws AppError STORAGE_UNAVAILABLE */
  async remove({ url }: Kept): Promise<void> {
    const address = this.own(url);
    if (address !== undefined) await this.store.remove(address);
  }

  /** The same, but a failure is logged only: it costs space, or is made good by what was promised. */
  async discard(file: Kept): Promise<void> {
    try {
      await this.remove(file);
    } catch (error) {
      const err = error instanceof AppError ? error.cause : error;
      this.logger.warn({ err, url: file.url }, 'A file that no message names could not be removed');
    }
  }

  /** @returns its bytes as they come; undefined when it is there no more @throws AppError STORAGE_UNAVAILABLE */
  async read({ url }: Kept): Promise<Readable | undefined> {
    const address = this.own(url);
    return address && this.store.read(address);
  }

  /**
   * Brings a file to a place on this machine's disk.
   * @returns its bytes; undefined when it is there no more
   * @throws AppError STORAGE_UNAVAILABLE, and what the disk and the signal throw
   */
  async fetch(kept: Kept, path: string, signal: AbortSignal): Promise<number | undefined> {
    const body = await this.read(kept);
    if (body === undefined) return undefined;
    const file = createWriteStream(path);
    await pipeline(body, file, { signal });
    return file.bytesWritten;
  }

  /**
   * Stores what the service has made of a file beside it: the same of the same file takes the same place.
   * @param extension says what it is, and makes its name
   * @returns its URL
   * @throws AppError STORAGE_UNAVAILABLE
   */
  async keepBeside(
    { url }: Kept,
    body: AsyncIterable<Uint8Array>,
    type: string,
    extension: string,
  ): Promise<string> {
    const target = this.beside(url, extension);
    await this.store.putStream(target, body, type);
    return this.urls.toUrl(target);
  }

  /** Promises that a file which no message names goes, with what was made of it, however long it takes. */
  async removeForCertain(file: Kept, ...made: string[]): Promise<void> {
    if (this.own(file.url) === undefined) return;
    const urls = new Set([file.url, this.urls.toUrl(this.beside(file.url, THUMBNAIL)), ...made]);
    for (const url of urls) await this.jobs.promise('remove-object', { url });
  }

  /** Puts other bytes of the same type into the place of a file, so that every link to it serves those. */
  async overwrite({ url }: Kept, body: AsyncIterable<Uint8Array>, type: string): Promise<void> {
    const address = this.own(url);
    if (address !== undefined) await this.store.putStream(address, body, type);
  }

  private beside(url: string, extension: string): ObjectAddress {
    const address = this.own(url);
    if (address === undefined) throw new Error('It is not a file of the service');
    return { ...address, key: keyBeside(address.key, extension) };
  }

  /** @returns undefined when the object is not one that this service keeps */
  private own(url: string): ObjectAddress | undefined {
    const address = this.urls.toAddress(url);
    return address?.bucket === this.urls.bucket && isFileKey(address.key) ? address : undefined;
  }
}
