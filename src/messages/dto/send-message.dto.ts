import { IsId, IsOptional, rule } from '../../common/index.js';
import { LIMITS, MESSAGE_TYPES, type MessageType } from '../../contracts/index.js';
import { isMessageContent } from '../message-content.js';
import type { MessageRequest } from '../message-sender.js';
import { IsMetadata } from './is-metadata.js';

const isFile = (object: object): boolean => (object as SendMessageDto).messageType === 'file';

/** A field that `messageType: "file"` requires and that means nothing otherwise. */
const FileField = (type: 'isString' | 'isInt', check: (value: unknown) => boolean): PropertyDecorator =>
  rule(type, (value, object) => !isFile(object) || check(value));

const isText = (value: unknown): boolean => typeof value === 'string';

export class SendMessageDto implements MessageRequest {
  @IsOptional()
  @rule('isIn', (value) => MESSAGE_TYPES.some((type) => type === value), [MESSAGE_TYPES.join(', ')])
  messageType?: MessageType | null;

  /** 1–4000 code points with something visible among them; the caption, and optional, when the type is `file`. */
  @rule(
    'messageContent',
    (value, object) => isMessageContent(value) || (isFile(object) && (value === undefined || value === null)),
    [LIMITS.contentLength],
  )
  content?: string | null;

  @IsMetadata()
  metadata?: Record<string, unknown> | null;

  /** Chosen by the client; a repeat under the same id is answered with the first message. */
  @IsOptional()
  @IsId()
  clientMessageId?: string | null;

  @IsOptional()
  @IsId()
  replyToId?: string | null;

  @FileField('isString', isText)
  fileUrl?: string;

  @FileField('isString', isText)
  fileName?: string;

  /** Bytes. */
  @FileField('isInt', Number.isInteger)
  fileSize?: number;

  @FileField('isString', isText)
  fileType?: string;
}
