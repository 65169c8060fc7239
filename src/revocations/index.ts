export { TokensRevoked } from './revocations.events.js';
export { RevocationsModule } from './revocations.module.js';
