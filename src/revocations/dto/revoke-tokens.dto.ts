import { IsFutureTime, IsId, IsOptional, IsShortText, rule } from '../../common/index.js';
import { LIMITS } from '../../contracts/index.js';

/** One of `jti` and `userId`. */
export class RevokeTokensDto {
  /** One token, by its claim of that name. */
  @IsOptional()
  @IsShortText(LIMITS.tokenIdLength)
  @rule('exclusive', (_, body) => ((body as RevokeTokensDto).userId ?? null) === null, ['userId'])
  jti?: string | null;

  /** All tokens of a user that were issued up to now. */
  @IsOptional()
  @IsId()
  userId?: string | null;

  /** Until when tokens are refused: not before the last of them ends by itself. */
  @IsOptional()
  @IsFutureTime(LIMITS.revocationDays)
  expiresAt?: Date | null;

  /** For whoever asks later why. */
  @IsOptional()
  @IsShortText(LIMITS.reasonLength)
  reason?: string | null;
}
