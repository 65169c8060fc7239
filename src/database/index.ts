export { byteaArray, textArray, uuidArray } from './array-literal.js';
export { Database, openDatabase, type PoolFigures } from './database.js';
export { DatabaseModule } from './database.module.js';
export { isForeignKeyViolation, isOutcomeUnknown, isUniqueViolation, outcomeUnknown } from './errors.js';
export { marketplace, marketplaceKeys } from './marketplace.js';
export { migrateDown, migrateUp } from './migrate.js';
export { type Query, type Statement } from './session.js';
