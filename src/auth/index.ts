export { AuthModule } from './auth.module.js';
export { Authenticator } from './authenticator.js';
export {
  bearerToken,
  CurrentPrincipal,
  OnlyRole,
  Public,
  registerHttpAuthentication,
} from './http-authentication.js';
export { type Principal, type Role } from './principal.js';
export { assertRoomAccess, otherGallery, type RoomParties } from './room-access.js';
export { TokenRevocations, type TokenIdentity } from './token-revocations.js';
export { type TokenClaims } from './token-verifier.js';
