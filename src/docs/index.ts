export { DocsModule } from './docs.module.js';
export { buildAsyncApi } from './events/asyncapi.js';
export { buildOpenApi } from './openapi.js';
export { setupDocs } from './setup-docs.js';
