import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/index.js';
import type { ObjectAddress } from './object-store.js';

/** Between plain URLs, which are what is stored and what clients name, and objects of the store. */
@Injectable()
export class ObjectUrls {
  /** The bucket of the service's own. */
  readonly bucket: string;
  private readonly publicOrigin: string;
  private readonly origins: Set<string>;
  private readonly sources: { bucket: string; prefix: string }[];

  constructor({ storage, files }: AppConfig) {
    this.bucket = storage.bucket;
    this.publicOrigin = storage.publicEndpoint.origin;
    this.origins = new Set([storage.endpoint.origin, storage.publicEndpoint.origin]);
    this.sources = files.sources.map(({ bucket, prefix }) => ({ bucket, prefix: asFolder(prefix) }));
  }

  /** @returns the object's address without a signature, path style: good for naming it, not for reading it */
  toUrl({ bucket, key }: ObjectAddress): string {
    return `${this.publicOrigin}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  }

  /**
   * Reads a plain or presigned URL of the store. A path that means something else once it is resolved or decoded twice
   * (`..`, an encoded slash) names nothing.
   * @returns undefined when it is not an http(s) URL at the store's internal or public end point
   */
  toAddress(text: string): ObjectAddress | undefined {
    const url = URL.parse(text);
    if (url === null || !this.origins.has(url.origin) || url.username !== '' || url.password !== '') return;
    const path = /^[a-z]+:\/\/[^/?#\\\s]+(\/[^?#\\\s]*)(?:[?#]|$)/i.exec(text)?.[1];
    const [, bucket, ...segments] = (path ?? '').split('/').map(decodeSegment);
    if (bucket === undefined || segments.length === 0 || segments.some((segment) => segment === undefined))
      return;
    return { bucket, key: segments.join('/') };
  }

  /** Whether FILE_SOURCES names this object's place. */
  isNamedSource({ bucket, key }: ObjectAddress): boolean {
    return this.sources.some((source) => source.bucket === bucket && key.startsWith(source.prefix));
  }
}

/** Without the slash, `old` would name `older/` too. A bucket as a whole has no prefix. */
const asFolder = (prefix: string): string => (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`);

/** @returns undefined for what cannot be decoded, is a step in a path, or holds a hidden slash or control character */
function decodeSegment(segment: string, index: number): string | undefined {
  if (index === 0) return segment;
  try {
    const name = decodeURIComponent(segment);
    return name === '' || name === '.' || name === '..' || /[/\\\p{Cc}]/u.test(name) ? undefined : name;
  } catch {
    return undefined;
  }
}
