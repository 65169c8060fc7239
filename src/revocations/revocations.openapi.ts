import { ApiCall, EXAMPLES, nullable, objectOf, ref, text, time, uuid } from '../common/openapi/index.js';
import { LIMITS } from '../contracts/index.js';
import type { RevokeTokensDto } from './dto/revoke-tokens.dto.js';

const { ids, revocation } = EXAMPLES;
const jti = '0199a1b2-6f70-7a81-9b2c-4d5e6f708192';

export const ApiRevokeTokens = (): MethodDecorator =>
  ApiCall({
    tag: 'administration',
    summary: 'Refuse tokens before they end',
    description: [
      'For role `service` only; it names a gallery in `x-gallery-id` here as in every call, which has no further meaning.',
      'Exactly one of `jti` (that token) and `userId` (every token of the user whose `iat` is not in a later second than this call, and every one without `iat`).',
      'REST and new sockets are answered `UNAUTHORIZED`; open sockets get `session_expired` and are disconnected, on every node within a second.',
      `An entry is kept until \`expiresAt\`, ${LIMITS.revocationDaysDefault} days by default: tokens must not live longer than that.`,
      'Repeating it is 200: a user’s tokens issued meanwhile are refused too, and `expires_at` only moves forward.',
    ].join(' '),
    body: {
      'application/json': {
        schema: objectOf<RevokeTokensDto>(
          {
            jti: nullable({ ...text('The claim `jti` of the token'), maxLength: LIMITS.tokenIdLength }),
            userId: nullable(uuid()),
            expiresAt: nullable(time(`To come, at most ${LIMITS.revocationDays} days ahead`)),
            reason: nullable({ ...text('Kept with the entry'), maxLength: LIMITS.reasonLength }),
          },
          ['jti', 'userId', 'expiresAt', 'reason'],
        ),
        examples: {
          user: { userId: ids.user, reason: revocation.reason },
          token: { jti, expiresAt: revocation.expires_at },
        },
      },
    },
    answers: {
      201: {
        description: 'Refused from now on',
        data: ref('Revocation'),
        examples: { user: { data: revocation } },
      },
      200: {
        description: 'It stood already, and was extended',
        data: ref('Revocation'),
        examples: { token: { data: { ...revocation, jti, user_id: null } } },
      },
    },
    errors: ['ROLE_FORBIDDEN'],
  });
