import { Injectable } from '@nestjs/common';
import { AppError } from '../common/index.js';
import { ObjectStore, ObjectUrls, type ObjectAddress } from '../storage/index.js';
import { VirusScanner } from '../virus-scan/index.js';
import { FileCheck, type Announcement, type CheckedFile } from './file-check.js';
import { CONTENT_SAMPLE, contentFits } from './file-content.js';
import { IncomingStream } from './incoming-stream.js';
import { isReservedKey, isUploadKey, newFileKey } from './object-keys.js';

/** A file that belongs to the service: nobody outside can change its bytes. */
export interface StoredFile {
  /** The object's plain URL, as messages store it; it cannot be read without a signature. */
  url: string;
  name: string;
  /** Bytes. */
  size: number;
  /** Media type. */
  type: string;
  /** Whether a virus scanner is to look at it before anybody reads it. */
  unchecked: boolean;
}

export interface ReceivedFile extends StoredFile {
  /** Hexadecimal. */
  sha256: string;
}

/** Whose file it is, and where it is sent. */
export interface FileOwner {
  galleryId: string;
  roomId: string;
}

/** Takes files in. The caller has checked the access to the room. */
@Injectable()
export class FileIntake {
  constructor(
    private readonly store: ObjectStore,
    private readonly urls: ObjectUrls,
    private readonly files: FileCheck,
    private readonly scanner: VirusScanner,
  ) {}

  /**
   * Makes an uploaded object the service's own: it must be what was announced, and is then copied, in exactly the
   * version that was looked at, to a key that nobody can upload to. The upload itself stays, so that a client can repeat
   * its request. No host but the store is ever called.
   * @param request `fileUrl` is the upload's plain or presigned URL, or that of an object that FILE_SOURCES names
   * @throws AppError FILE_INVALID, STORAGE_UNAVAILABLE
   */
  async accept(request: FileOwner & Announcement & { fileUrl: string }): Promise<StoredFile> {
    const checked = this.files.check(request);
    return this.takeOver(request.roomId, this.locate(request.fileUrl, request), checked, request.fileSize);
  }

  /**
   * Stores a file that comes through the service, without holding more than a part of it in memory. Nothing is stored
   * before its first bytes were looked at, and nothing stays when it turns out too large or breaks off.
   * @param file its name, its media type as the sender announces it (none: the name's ending decides), and its bytes
   * @throws AppError FILE_INVALID, STORAGE_UNAVAILABLE, and whatever the stream throws
   */
  async receive(
    file: FileOwner & { fileName: string; fileType: string; stream: AsyncIterable<Uint8Array> },
  ): Promise<ReceivedFile> {
    const { name, mediaType, type, maxSize } = this.files.checkUnsized(file.fileName, file.fileType);
    const incoming = new IncomingStream(file.stream, maxSize);
    const { bytes, whole } = await incoming.start(CONTENT_SAMPLE);
    if (!(await contentFits(bytes, whole, type))) throw AppError.file('fileType', 'fileTypeMismatch');
    const target = { bucket: this.urls.bucket, key: newFileKey(file.roomId, type) };
    await this.store.putStream(target, incoming.rest(), mediaType);
    const url = this.urls.toUrl(target);
    const { enabled: unchecked } = this.scanner;
    return { url, name, size: incoming.size, type: mediaType, unchecked, sha256: incoming.sha256() };
  }

  /**
   * Another object with the bytes of a file that a message has. Such a file may be older than this service, and is then
   * held to the same rules as a new one.
   * @throws AppError FILE_INVALID, also when it is there no more; STORAGE_UNAVAILABLE
   */
  async copy(roomId: string, { url, name, size, type }: Omit<StoredFile, 'unchecked'>): Promise<StoredFile> {
    const checked = this.files.check({ fileName: name, fileSize: size, fileType: type });
    const source = this.urls.toAddress(url);
    if (source === undefined || !(source.bucket === this.urls.bucket || this.urls.isNamedSource(source))) {
      throw AppError.file('fileUrl', 'fileSource');
    }
    return this.takeOver(roomId, source, checked, size);
  }

  /** Copies what lies there to a key of the service's own, in exactly the version that was looked at. */
  private async takeOver(
    roomId: string,
    source: ObjectAddress,
    { name, mediaType, type }: CheckedFile,
    size: number,
  ): Promise<StoredFile> {
    const found = await this.store.readStart(source, CONTENT_SAMPLE);
    if (found === undefined) throw AppError.file('fileUrl', 'fileMissing');
    if (found.size !== size) throw AppError.file('fileSize', 'fileSizeMismatch');
    if (!(await contentFits(found.bytes, found.bytes.length === found.size, type))) {
      throw AppError.file('fileType', 'fileTypeMismatch');
    }
    const target = { bucket: this.urls.bucket, key: newFileKey(roomId, type) };
    if (!(await this.store.copy(source, found, target, mediaType))) {
      throw AppError.file('fileUrl', 'fileMissing');
    }
    return { url: this.urls.toUrl(target), name, size, type: mediaType, unchecked: this.scanner.enabled };
  }

  /** @throws AppError FILE_INVALID when the URL is not an object that this gallery may send to this room */
  private locate(fileUrl: string, { roomId, galleryId }: FileOwner): ObjectAddress {
    const address = this.urls.toAddress(fileUrl);
    if (address !== undefined) {
      const own = address.bucket === this.urls.bucket;
      if (own && isUploadKey(address.key, roomId, galleryId)) return address;
      // An accepted file, or an upload for another room, is not to be had by a FILE_SOURCES entry that is too wide.
      if (!(own && isReservedKey(address.key)) && this.urls.isNamedSource(address)) return address;
    }
    throw AppError.file('fileUrl', 'fileSource');
  }
}
