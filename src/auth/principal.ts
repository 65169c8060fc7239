export const ROLES = ['dealer', 'support', 'admin', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** Who is calling, and for which gallery: what services know of a caller. */
export interface Principal {
  userId: string;
  galleryId: string;
  role: Role;
}
