export { ApiCall, ApiErrors, REQUEST_BODY, type ApiAnswer, type ApiCallOptions } from './api-call.js';
export { EXAMPLES } from './examples.js';
export { arrayOf, integer, nullable, objectOf, oneOf, text, time, uuid, type Schema } from './schema.js';
export { ref, SCHEMAS, type SchemaName } from './schemas.js';
