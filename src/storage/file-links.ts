import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/index.js';
import { contentDisposition } from './content-disposition.js';
import { ObjectStore } from './object-store.js';
import { ObjectUrls } from './object-urls.js';

const MEDIA_TYPE = /^[a-z0-9][\w.+-]{0,60}\/[\w.+-]{1,100}$/;

/** Gives stored files links that work for a while. */
@Injectable()
export class FileLinks {
  private readonly lasts: number;

  constructor(
    private readonly store: ObjectStore,
    private readonly urls: ObjectUrls,
    { files }: AppConfig,
  ) {
    this.lasts = files.urlTtl;
  }

  /**
   * A presigned GET for a stored file. It counts from the last half of FILE_URL_TTL that began, so that reads close to
   * each other give the same link, which browsers can cache. A link so works for FILE_URL_TTL from its signing time,
   * which is at least half of that from now. No call is made.
   * @param storedUrl the plain URL as it is stored; one outside the store's buckets, from before this service, is
   *   returned as it is, and null is null
   */
  async fresh(storedUrl: string, name: string | null, type: string | null): Promise<string>;
  async fresh(storedUrl: string | null, name: string | null, type: string | null): Promise<string | null>;
  async fresh(storedUrl: string | null, name: string | null, type: string | null): Promise<string | null> {
    if (storedUrl === null) return null;
    const address = this.urls.toAddress(storedUrl);
    if (address === undefined) return storedUrl;
    if (address.bucket !== this.urls.bucket && !this.urls.isNamedSource(address)) return storedUrl;
    const served = servedType(type);
    return this.store.presignRead(address, {
      signedAt: roundedSigningTime(Date.now(), this.lasts),
      lasts: this.lasts,
      type: served,
      disposition: contentDisposition(name, served),
    });
  }
}

/**
 * @param now milliseconds since 1970
 * @param lasts seconds that a link lasts
 * @returns `now` rounded down to half of `lasts`
 */
export function roundedSigningTime(now: number, lasts: number): Date {
  const step = lasts * 500;
  return new Date(Math.floor(now / step) * step);
}

function servedType(type: string | null): string {
  const plain = (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(plain) ? plain : 'application/octet-stream';
}
