import { Injectable, Logger } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { AppError, newId } from '../common/index.js';
import { LIMITS, type RevocationView } from '../contracts/index.js';
import type { RevokeTokensDto } from './dto/revoke-tokens.dto.js';
import { KnownRevocations } from './known-revocations.js';
import type { Revocation } from './revocation.js';
import { RevocationSignal } from './revocation-signal.js';
import { RevocationsRepository } from './revocations.repository.js';

const DAY = 86_400_000;

@Injectable()
export class RevocationsService {
  private readonly logger = new Logger(RevocationsService.name);

  constructor(
    private readonly repository: RevocationsRepository,
    private readonly known: KnownRevocations,
    private readonly signal: RevocationSignal,
  ) {}

  /**
   * Refuses a token, or every token of a user that was issued up to now; on this node at once, on the others within a
   * second. Publishes TokensRevoked. Repeating it extends what stands: a user's later tokens are refused too then, and
   * the entry is kept at least as long as before.
   * @throws AppError VALIDATION_FAILED when neither is named; SERVICE_UNAVAILABLE
   */
  async revoke(
    { userId }: Principal,
    request: RevokeTokensDto,
  ): Promise<{ revocation: RevocationView; created: boolean }> {
    const subject = { jti: request.jti ?? null, user_id: request.userId ?? null };
    if (subject.jti === null && subject.user_id === null) throw AppError.invalid('jti', 'isDefined');
    const { created, ...revocation } = await this.repository.save(newId(), {
      ...subject,
      reason: request.reason ?? null,
      revoked_by: userId,
      expires_at: request.expiresAt ?? new Date(Date.now() + LIMITS.revocationDaysDefault * DAY),
    });
    this.known.learn([revocation]);
    this.signal.send();
    this.logger.log({ ...subject, revokedBy: userId, reason: request.reason }, 'Tokens were revoked');
    return { revocation: toView(revocation), created };
  }
}

const toView = (revocation: Revocation): RevocationView => ({
  id: revocation.id,
  jti: revocation.jti,
  user_id: revocation.user_id,
  reason: revocation.reason,
  revoked_by: revocation.revoked_by,
  revoked_at: revocation.revoked_at.toISOString(),
  expires_at: revocation.expires_at.toISOString(),
});
