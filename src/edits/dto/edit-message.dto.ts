import { rule } from '../../common/index.js';
import { LIMITS } from '../../contracts/index.js';
import { isMessageContent } from '../../messages/index.js';

export class EditMessageDto {
  /** 1–4000 code points with something visible among them; null takes the caption off a file. */
  @rule('messageContent', (value) => isMessageContent(value) || value === null, [LIMITS.contentLength])
  content!: string | null;
}
