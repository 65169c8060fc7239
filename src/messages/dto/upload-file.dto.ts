import { IsId, IsOptional, rule } from '../../common/index.js';
import { LIMITS } from '../../contracts/index.js';
import { isMessageContent } from '../message-content.js';
import { IsMetadata } from './is-metadata.js';

/** What may accompany a file, whichever way it comes. */
export class FileCaptionDto {
  @IsOptional()
  @rule('messageContent', isMessageContent, [LIMITS.contentLength])
  caption?: string | null;

  @IsOptional()
  @IsId()
  clientMessageId?: string | null;

  @IsMetadata()
  metadata?: Record<string, unknown> | null;
}

/** A file that the client has uploaded to the object store. */
export class UploadFileDto extends FileCaptionDto {
  @rule('isString', (value) => typeof value === 'string')
  fileUrl!: string;

  @rule('isString', (value) => typeof value === 'string')
  fileName!: string;

  /** Bytes. */
  @rule('isInt', Number.isInteger)
  fileSize!: number;

  @rule('isString', (value) => typeof value === 'string')
  fileType!: string;
}
