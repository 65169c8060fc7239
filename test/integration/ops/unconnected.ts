import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../../src/app.setup.js';
import { AppConfig } from '../../../src/config/index.js';
import { TEST_SECRET } from '../../support/tokens.js';

/** An address where nothing listens: port 1 is reserved. */
export const NOWHERE = '127.0.0.1:1';

/** The whole application without any of its dependencies, not initialised yet: it must work without them. */
export const createUnconnectedApp = (overrides: NodeJS.ProcessEnv = {}): Promise<NestFastifyApplication> =>
  createApp(
    AppConfig.fromEnvironment({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      SHUTDOWN_DELAY_SECONDS: '0',
      DATABASE_URL: `postgresql://nobody@${NOWHERE}/none`,
      JWT_SECRET: TEST_SECRET,
      S3_ENDPOINT: `http://${NOWHERE}`,
      S3_ACCESS_KEY: 'key',
      S3_SECRET_KEY: 'another-key',
      S3_BUCKET: 'none',
      CORS_ORIGINS: 'https://app.example.com',
      ...overrides,
    }),
  );
