import { IsId, IsListOf, IsOptional, rule } from '../../common/index.js';
import { LIMITS, type SyncPosition } from '../../contracts/index.js';
import { EditMessageDto } from '../../edits/index.js';
import { ForwardMessageDto, SendMessageDto } from '../../messages/index.js';
import { ReactionDto } from '../../reactions/index.js';

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

/** `delete_message`, `pin_message`, `unpin_message`. */
export class MessageEventDto extends RoomEventDto {
  @IsId()
  messageId!: string;
}

export class UpdateMessageEventDto extends EditMessageDto {
  @IsId()
  roomId!: string;

  @IsId()
  messageId!: string;
}

export class ForwardMessageEventDto extends ForwardMessageDto {
  @IsId()
  roomId!: string;

  @IsId()
  messageId!: string;
}

/** `add_reaction`, `remove_reaction`. */
export class ReactionEventDto extends ReactionDto {
  @IsId()
  roomId!: string;

  @IsId()
  messageId!: string;
}

const MAX_INT = 2_147_483_647;
const IsCounter = (): PropertyDecorator =>
  rule('wholeNumber', (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_INT, [
    0,
    MAX_INT,
  ]);

class SyncPositionDto extends RoomEventDto implements SyncPosition {
  @IsCounter()
  afterSeq!: number;

  @IsOptional()
  @IsCounter()
  afterRev?: number;
}

export class SyncEventDto {
  @IsListOf(SyncPositionDto, 1, LIMITS.roomsPerSync)
  rooms!: SyncPositionDto[];
}

export class AuthenticateEventDto {
  @rule('isString', (value) => typeof value === 'string')
  token!: string;
}
