import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';

/** The secret of services under test. */
export const TEST_SECRET = 'a-long-test-only-signing-key-0123456789abcdef';

export interface TokenOptions {
  userId: string;
  galleryId?: string;
  galleryIds?: string[];
  role?: string;
  /** Seconds from now; negative for a token that has ended. */
  expiresIn?: number;
}

/** A token as the marketplace would sign it. */
export function signToken({ userId, galleryId, galleryIds, role, expiresIn = 3600 }: TokenOptions): string {
  const claims = {
    ...(galleryId !== undefined && { galleryId }),
    ...(galleryIds !== undefined && { galleryIds }),
    ...(role !== undefined && { role }),
    exp: Math.floor(Date.now() / 1000) + expiresIn,
    jti: randomUUID(),
  };
  return jwt.sign(claims, TEST_SECRET, { subject: userId, algorithm: 'HS256' });
}
