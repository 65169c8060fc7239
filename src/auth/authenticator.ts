import { Injectable } from '@nestjs/common';
import { AppError, isUuid } from '../common/index.js';
import { DirectoryRepository } from './directory.repository.js';
import type { Principal } from './principal.js';
import { TokenRevocations } from './token-revocations.js';
import { TokenVerifier, type TokenClaims } from './token-verifier.js';

/** Decides who is calling and for which gallery: the same rules for REST and sockets. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly revocations: TokenRevocations,
    private readonly directory: DirectoryRepository,
  ) {}

  /**
   * @param token the compact JWT; anything but a non-empty string is refused
   * @returns the token's claims, its galleries reduced to those that exist
   * @throws AppError UNAUTHORIZED, SERVICE_UNAVAILABLE
   */
  async identify(token: unknown): Promise<TokenClaims> {
    if (typeof token !== 'string' || token === '') throw new AppError('UNAUTHORIZED');
    const claims = await this.verifier.verify(token);
    if (await this.revocations.isRevoked(claims)) throw new AppError('UNAUTHORIZED');
    const galleries = await this.directory.find(claims.userId, claims.galleryIds);
    if (galleries === undefined) throw new AppError('UNAUTHORIZED');
    const galleryIds = claims.galleryIds.filter((id) => galleries.has(id));
    if (galleryIds.length === 0 && claims.role !== 'service') throw new AppError('UNAUTHORIZED');
    return { ...claims, galleryIds };
  }

  /**
   * Chooses the gallery to act for.
   * @param requested the `x-gallery-id` header or `handshake.auth.galleryId`; undefined means the token's first
   * @param field how the caller names `requested`, for the error
   * @throws AppError VALIDATION_FAILED when malformed, or absent where role `service` must send it; GALLERY_FORBIDDEN
   */
  async actFor(claims: TokenClaims, requested: unknown, field: string): Promise<Principal> {
    const { userId, role } = claims;
    const galleryId = requested === undefined ? claims.galleryIds[0] : requested;
    if (requested === undefined && role === 'service') throw AppError.invalid(field, 'isDefined');
    if (!isUuid(galleryId)) throw AppError.invalid(field, 'isUuid');
    const chosen = galleryId.toLowerCase();
    if (role === 'service') {
      const galleries = await this.directory.find(userId, [chosen]);
      if (!galleries?.has(chosen)) throw new AppError('GALLERY_FORBIDDEN');
    } else if (!claims.galleryIds.includes(chosen)) {
      throw new AppError('GALLERY_FORBIDDEN');
    }
    return { userId, galleryId: chosen, role };
  }
}
