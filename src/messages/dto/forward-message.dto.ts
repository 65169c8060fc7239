import { IsId, IsOptional } from '../../common/index.js';
import type { ForwardRequest } from '../message-sender.js';

export class ForwardMessageDto implements ForwardRequest {
  @IsId()
  toRoomId!: string;

  /** Chosen by the client, for the room to which it goes; a repeat under the same id is answered with the first message. */
  @IsOptional()
  @IsId()
  clientMessageId?: string | null;
}
