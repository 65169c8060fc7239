import { AppConfig } from '../../../src/config/index.js';

/** The settings of a service with this object store; nothing but the store is called with them. */
export const storeConfig = (overrides: NodeJS.ProcessEnv = {}): AppConfig =>
  AppConfig.fromEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    JWT_SECRET: 'a-key-that-nothing-is-signed-with-here',
    CORS_ORIGINS: 'https://app.example.com',
    S3_ENDPOINT: process.env.TEST_S3_ENDPOINT ?? 'http://127.0.0.1:1',
    S3_ACCESS_KEY: process.env.TEST_S3_ACCESS_KEY ?? 'nobody',
    S3_SECRET_KEY: process.env.TEST_S3_SECRET_KEY ?? 'nothing',
    S3_BUCKET: 'chat-files',
    ...overrides,
  });
