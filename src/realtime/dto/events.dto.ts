import { IsId, IsOptional, rule } from '../../common/index.js';
import { SendMessageDto } from '../../messages/index.js';

/** `join_room`, `leave_room`, `typing_start`, `typing_stop`. */
export class RoomEventDto {
  @IsId()
  roomId!: string;
}

export class SendMessageEventDto extends SendMessageDto {
  @IsId()
  roomId!: string;
}

export class MarkReadEventDto extends RoomEventDto {
  /** Only this message; absent means all. */
  @IsOptional()
  @IsId()
  messageId?: string | null;
}

export class AuthenticateEventDto {
  @rule('isString', (value) => typeof value === 'string')
  token!: string;
}
