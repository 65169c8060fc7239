import { rule } from '../../common/index.js';

/** What a file must have to be announced; whether it is allowed is decided after the access to the room. */
export class UploadUrlDto {
  @rule('isString', (value) => typeof value === 'string')
  fileName!: string;

  /** Bytes. */
  @rule('isInt', Number.isInteger)
  fileSize!: number;

  @rule('isString', (value) => typeof value === 'string')
  fileType!: string;
}
