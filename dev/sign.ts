import jwt from 'jsonwebtoken';

export interface TokenRequest {
  userId: string;
  /** Several make the token name `galleryIds`; none is for role `service`. */
  galleryIds: string[];
  role?: string | undefined;
  hours: number;
}

/**
 * Signs a token as a marketplace would, for development only.
 * @param environment where JWT_ISSUER and JWT_AUDIENCE are put into the token when the service asks for them
 */
export function signToken(request: TokenRequest, secret: string, environment = process.env): string {
  const { userId, galleryIds, role, hours } = request;
  const galleries = galleryIds.length === 1 ? { galleryId: galleryIds[0] } : { galleryIds };
  return jwt.sign({ ...(galleryIds.length > 0 && galleries), ...(role !== undefined && { role }) }, secret, {
    algorithm: 'HS256',
    subject: userId,
    expiresIn: Math.round(hours * 3600),
    ...(environment.JWT_ISSUER && { issuer: environment.JWT_ISSUER }),
    ...(environment.JWT_AUDIENCE && { audience: environment.JWT_AUDIENCE }),
  });
}
