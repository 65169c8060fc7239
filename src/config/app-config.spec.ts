import { AppConfig } from './app-config.js';
import { ConfigError } from './environment.js';

const valid = {
  DATABASE_URL: 'postgres://chat:hard-to-guess@db/chat',
  JWT_SECRET: 'b3b6e1c0a94d47f2a6a5f1d2c3e4f5a6',
  S3_ENDPOINT: 'http://minio:9000',
  S3_ACCESS_KEY: 'AKIA7Q2M',
  S3_SECRET_KEY: 'w9f83hf0a8sdf',
  S3_BUCKET: 'chat-files',
  CORS_ORIGINS: 'https://app.galeri.com.tr, http://localhost:5173',
};

const faults = (env: NodeJS.ProcessEnv): string[] => {
  try {
    AppConfig.fromEnvironment(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).lines;
  }
};

describe('AppConfig', () => {
  it('has a default for everything that is not required', () => {
    const config = AppConfig.fromEnvironment({ ...valid, PORT: '', REDIS_URL: '' });
    expect(config).toMatchObject({
      port: 3005,
      apiPrefix: '',
      defaultLocale: 'tr',
      corsOrigins: ['https://app.galeri.com.tr', 'http://localhost:5173'],
      redisUrl: undefined,
      jwt: { key: { kind: 'secret', secret: valid.JWT_SECRET } },
      rateLimits: {
        enabled: true,
        requests: { perSecond: 200, burst: 400 },
        events: { perSecond: 100, burst: 300 },
      },
    });
    expect(config.storage.publicEndpoint.href).toBe('http://minio:9000/');
  });

  it('names every required value that is missing, one line each', () => {
    expect(faults({}).map((line) => line.split(':')[0])).toEqual([
      'DATABASE_URL',
      'S3_ENDPOINT',
      'S3_ACCESS_KEY',
      'S3_SECRET_KEY',
      'S3_BUCKET',
      'CORS_ORIGINS',
    ]);
    expect(faults({ ...valid, JWT_SECRET: undefined })).toEqual([
      'JWT_SECRET: set one of JWT_SECRET, JWT_PUBLIC_KEY or JWT_JWKS_URL',
    ]);
  });

  it.each([
    ['PORT', '99999'],
    ['DATABASE_URL', 'mysql://db/chat'],
    ['DATABASE_POOL_SIZE', '0x10'],
    ['REDIS_URL', 'localhost:6379'],
    ['JWT_SECRET', 'too-short'],
    ['JWT_JWKS_URL', 'https://login.galeri.com.tr/jwks'],
    ['S3_ENDPOINT', 'https://s3.example.net/store'],
    ['S3_PUBLIC_ENDPOINT', 'ftp://s3.example.net'],
    ['S3_BUCKET', 'Chat_Files'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://app.galeri.com.tr/path'],
    ['SUPPORT_GALLERY_ID', 'abc'],
    ['FILE_SOURCES', 'bucket-without-prefix'],
    ['DEFAULT_LOCALE', 'de'],
    ['API_PREFIX', 'api v1'],
  ])('refuses %s=%s', (name, value) => {
    const lines = faults({ ...valid, [name]: value });
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['JWT_SECRET', 'change-me-change-me-change-me-change-me'],
    ['S3_SECRET_KEY', 'minioadmin'],
    ['S3_SECRET_KEY', 'your-secret-key'],
    ['DATABASE_URL', 'postgres://chat:changeme@db/chat'],
  ])('refuses the placeholder in %s in production only', (name, value) => {
    const env = { ...valid, [name]: value };
    expect(faults({ ...env, NODE_ENV: 'production' })).toEqual([expect.stringMatching(/placeholder/)]);
    expect(faults({ ...env, NODE_ENV: 'development' })).toEqual([]);
  });

  it('never repeats a secret in a fault', () => {
    const lines = faults({ ...valid, JWT_SECRET: 'hunter2', NODE_ENV: 'production' });
    expect(lines.join()).not.toContain('hunter2');
  });

  it('accepts a public key written on one line', () => {
    const { JWT_SECRET: _, ...rest } = valid;
    const config = AppConfig.fromEnvironment({
      ...rest,
      JWT_PUBLIC_KEY: '-----BEGIN PUBLIC KEY-----\\nMFkw\\n-----END PUBLIC KEY-----',
    });
    expect(config.jwt.key).toEqual({
      kind: 'public-key',
      publicKey: '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----',
    });
  });
});
