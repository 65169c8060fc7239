import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import type { UploadGrant } from '../contracts/index.js';
import { RoomAccess } from '../rooms/index.js';
import { ObjectStore, ObjectUrls } from '../storage/index.js';
import { FileCheck, type Announcement } from './file-check.js';
import { newUploadKey } from './object-keys.js';

/** Milliseconds within which an upload has to begin. */
const GRANT_LASTS = 15 * 60_000;

/** Lets clients upload straight to the object store. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly access: RoomAccess,
    private readonly files: FileCheck,
    private readonly store: ObjectStore,
    private readonly urls: ObjectUrls,
  ) {}

  /**
   * Signs the upload of exactly the announced file. Calls no store.
   * @returns the form to send to the store, and the URL to name in the message afterwards
   * @throws AppError ROOM_NOT_FOUND, ROOM_FORBIDDEN, FILE_INVALID, SERVICE_UNAVAILABLE
   */
  async grant(principal: Principal, roomId: string, announced: Announcement): Promise<UploadGrant> {
    await this.access.require(roomId, principal);
    const { mediaType, type } = this.files.check(announced);
    const target = { bucket: this.urls.bucket, key: newUploadKey(roomId, principal.galleryId, type) };
    const expiresAt = new Date(Date.now() + GRANT_LASTS);
    const { url, fields } = await this.store.presignUpload(target, {
      type: mediaType,
      size: announced.fileSize,
      expiresAt,
    });
    return {
      upload: { url, method: 'POST', fields },
      file_url: this.urls.toUrl(target),
      expires_at: expiresAt.toISOString(),
    };
  }
}
