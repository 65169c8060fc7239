export { AppConfig, type JwtKey, type Locale, type RateLimit } from './app-config.js';
export { ConfigModule } from './config.module.js';
export { ConfigError, readDatabaseUrl } from './environment.js';
