import { IsQueryIds } from '../../common/index.js';
import { LIMITS } from '../../contracts/index.js';

export class PresenceQuery {
  @IsQueryIds(1, LIMITS.usersPerPresence)
  userIds!: string[];
}
