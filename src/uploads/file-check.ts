import { Injectable } from '@nestjs/common';
import { AppError, type FieldFault } from '../common/index.js';
import { fitsType, isFileName } from './file-name.js';
import { bareMediaType, FileTypes, type FileType } from './file-types.js';

/** A file as a client announces it. */
export interface Announcement {
  fileName: string;
  /** Bytes. */
  fileSize: number;
  fileType: string;
}

/** An announcement that is in order. */
export interface CheckedFile {
  name: string;
  /** The media type without parameters. */
  mediaType: string;
  type: FileType;
}

/** Decides about a file by what is said of it: name, size and type. */
@Injectable()
export class FileCheck {
  constructor(private readonly types: FileTypes) {}

  /** @throws AppError FILE_INVALID naming every fault */
  check({ fileName, fileSize, fileType }: Announcement): CheckedFile {
    return this.judge(fileName, fileType, fileSize);
  }

  /**
   * For a file whose size shows only when it has come. A sender that names no type is believed by the name's ending.
   * @throws AppError FILE_INVALID
   */
  checkUnsized(fileName: string, fileType: string): CheckedFile & { maxSize: number } {
    const bare = bareMediaType(fileType);
    const announced =
      bare === '' || bare === 'application/octet-stream'
        ? (this.types.findByName(fileName)?.mediaTypes[0] ?? bare)
        : bare;
    const checked = this.judge(fileName, announced);
    return { ...checked, maxSize: this.types.maxSize(checked.type) };
  }

  private judge(name: string, announced: string, size?: number): CheckedFile {
    const mediaType = bareMediaType(announced);
    const type = this.types.find(mediaType);
    const faults: FieldFault[] = [];
    if (!isFileName(name) || (type !== undefined && !fitsType(name, type))) {
      faults.push({ field: 'fileName', rule: 'fileName' });
    }
    const maxSize = type === undefined ? this.types.largest : this.types.maxSize(type);
    if (size !== undefined && (!Number.isSafeInteger(size) || size < 1 || size > maxSize)) {
      faults.push({ field: 'fileSize', rule: 'fileSize', values: [maxSize] });
    }
    if (type === undefined) faults.push({ field: 'fileType', rule: 'fileType' });
    if (type === undefined || faults.length > 0) throw new AppError('FILE_INVALID', { faults });
    return { name, mediaType, type };
  }
}
