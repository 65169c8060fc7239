export { AppError, type FieldFault } from './app-error.js';
export { CONSTRAINT_TEXTS, type ConstraintKey } from './constraint-texts.js';
export { chooseLocale, describeError, failure } from './describe.js';
export { ERROR_MESSAGES } from './messages.js';
export { toAppError } from './to-app-error.js';
