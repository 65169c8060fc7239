/**
 * Every error code a client can meet, with the HTTP status it travels under.
 * Codes are stable: a client may branch on them. The texts live in `common/errors/messages.ts`.
 */
export const ERROR_STATUS = {
  VALIDATION_FAILED: 400,
  INVALID_JSON: 400,
  FILE_INVALID: 400,
  OWN_MESSAGE: 400,
  MESSAGE_NOT_EDITABLE: 400,
  MESSAGE_NOT_FORWARDABLE: 400,
  SAME_GALLERY: 400,
  OFFER_ROOM_REQUIRED: 400,
  UNKNOWN_EVENT: 400,
  UNAUTHORIZED: 401,
  ORIGIN_FORBIDDEN: 403,
  GALLERY_FORBIDDEN: 403,
  ROLE_FORBIDDEN: 403,
  ROOM_FORBIDDEN: 403,
  OFFER_FORBIDDEN: 403,
  MESSAGE_TYPE_FORBIDDEN: 403,
  NOT_OWN_MESSAGE: 403,
  CHANGE_WINDOW_OVER: 403,
  NOT_FOUND: 404,
  ROOM_NOT_FOUND: 404,
  MESSAGE_NOT_FOUND: 404,
  OFFER_NOT_FOUND: 404,
  VEHICLE_NOT_FOUND: 404,
  GALLERY_NOT_FOUND: 404,
  IDEMPOTENCY_CONFLICT: 409,
  MESSAGE_DELETED: 409,
  EDIT_LIMIT_REACHED: 409,
  REACTION_LIMIT_REACHED: 409,
  PIN_LIMIT_REACHED: 409,
  ROOM_NOT_JOINED: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
  STORAGE_UNAVAILABLE: 503,
  ROOM_BUSY: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One field of the input that was refused. `field` is the path in the body, query or headers. */
export interface ErrorDetail {
  field: string;
  message: string;
}

export interface ErrorBody {
  code: ErrorCode;
  message: string;
  details?: ErrorDetail[];
}
