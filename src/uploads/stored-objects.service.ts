import { Injectable } from '@nestjs/common';
import { ObjectStore, ObjectUrls } from '../storage/index.js';
import { ACCEPTED, INCOMING, isGivenUploadKey, roomOfFileKey } from './object-keys.js';

/** An accepted file, as it lies in the store. */
export interface FileObject {
  key: string;
  roomId: string;
}

/** What lies in the store under keys that this service has given. Whatever else lies there is nobody's business here. */
@Injectable()
export class StoredObjects {
  constructor(
    private readonly store: ObjectStore,
    private readonly urls: ObjectUrls,
  ) {}

  /** Keys of uploads from before a time, page by page. @throws AppError STORAGE_UNAVAILABLE */
  async *uploads(before: Date): AsyncGenerator<string[]> {
    for await (const page of this.pages(INCOMING, before)) yield page.filter(isGivenUploadKey);
  }

  /** Files that were stored before a time, page by page. @throws AppError STORAGE_UNAVAILABLE */
  async *files(before: Date): AsyncGenerator<FileObject[]> {
    for await (const page of this.pages(ACCEPTED, before)) {
      yield page.flatMap((key) => {
        const roomId = roomOfFileKey(key);
        return roomId === undefined ? [] : [{ key, roomId }];
      });
    }
  }

  /** @throws AppError STORAGE_UNAVAILABLE */
  remove(key: string): Promise<void> {
    return this.store.remove({ bucket: this.urls.bucket, key });
  }

  private async *pages(folder: string, before: Date): AsyncGenerator<string[]> {
    for (let after = ''; ;) {
      const page = await this.store.list(this.urls.bucket, `${folder}/`, after);
      const last = page.at(-1)?.key;
      // A store that does not know where to go on gives the same page again.
      if (last === undefined || last === after) return;
      after = last;
      yield page.filter(({ modifiedAt }) => modifiedAt < before).map(({ key }) => key);
    }
  }
}
