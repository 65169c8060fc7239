import { Injectable, Logger } from '@nestjs/common';
import proxyAddress from '@fastify/proxy-addr';
import { Authenticator, bearerToken, type Principal, type TokenClaims } from '../auth/index.js';
import { AppError, chooseLocale, describeError, newId, toAppError } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import { RateLimits } from '../rate-limits/index.js';
import type { ChatSocket } from './socket.types.js';

/** Socket.IO sends `data` of the error of a refused connection to the client as `connect_error`. */
type ConnectError = Error & { data?: unknown };

/** Authenticates a connection before it is accepted. */
@Injectable()
export class SocketAuthentication {
  private readonly logger = new Logger(SocketAuthentication.name);

  constructor(
    private readonly authenticator: Authenticator,
    private readonly rateLimits: RateLimits,
    private readonly config: AppConfig,
  ) {}

  /** A Socket.IO middleware; the gateway's handlers only ever see sockets that passed it. */
  readonly middleware = (socket: ChatSocket, next: (error?: ConnectError) => void): void => {
    const { auth, headers } = socket.handshake;
    const locale = chooseLocale(headers['accept-language'], this.config.defaultLocale);
    this.connect(socket, auth.token ?? bearerToken(headers.authorization), auth.galleryId ?? undefined).then(
      (session) => {
        socket.data = { ...session, locale, rooms: [] };
        next();
      },
      (thrown: unknown) => {
        const error = toAppError(thrown);
        if (error.status >= 500)
          this.logger.error({ err: error.cause ?? error }, 'A socket could not be accepted');
        const refusal: ConnectError = new Error(error.code);
        refusal.data = { ...describeError(error, locale), request_id: newId() };
        next(refusal);
      },
    );
  };

  /**
   * Takes a new token for an open socket. User and gallery stay as they are.
   * @throws AppError UNAUTHORIZED for a bad token or another user's; GALLERY_FORBIDDEN when it lacks the gallery;
   *   RATE_LIMITED where too many failed
   */
  renew(socket: ChatSocket, token: unknown): Promise<Date> {
    const { userId, galleryId } = socket.data.principal;
    return this.countFailures(socket, async () => {
      const claims = await this.authenticator.identify(token);
      if (claims.userId !== userId) throw new AppError('UNAUTHORIZED');
      Object.assign(
        socket.data,
        sessionOf(claims, await this.authenticator.actFor(claims, galleryId, 'galleryId')),
      );
      return claims.expiresAt;
    });
  }

  private connect(socket: ChatSocket, token: unknown, galleryId: unknown) {
    return this.countFailures(socket, async () => {
      const claims = await this.authenticator.identify(token);
      const principal = await this.authenticator.actFor(claims, galleryId, 'galleryId');
      this.takePlace(socket, principal.userId);
      return sessionOf(claims, principal);
    });
  }

  private async countFailures<T>(socket: ChatSocket, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && error.code === 'UNAUTHORIZED') {
        await this.rateLimits.countFailedAuthentication(proxyAddress(socket.request, this.config.trustProxy));
      }
      throw error;
    }
  }

  /** Given back when the socket has gone, or its connection has, be it before the socket was accepted. */
  private takePlace(socket: ChatSocket, userId: string): void {
    const { conn } = socket;
    const giveBack = this.rateLimits.countSocket(userId);
    const gone = (): void => {
      conn.off('close', gone);
      giveBack();
    };
    socket.once('disconnect', gone);
    if (conn.readyState === 'closed') gone();
    else conn.once('close', gone);
  }
}

/** What a socket keeps of its token. */
const sessionOf = ({ userId, tokenId, issuedAt, expiresAt }: TokenClaims, principal: Principal) => ({
  principal,
  token: { userId, tokenId, issuedAt },
  expiresAt,
});
