import { generateKeyPairSync, type KeyObject } from 'node:crypto';
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
      linkPreviews: false,
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
      'JWT_SECRET',
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
    ['WEB_ROOT', '/no/such/folder'],
    ['WEB_ROOT', 'src'],
    ['WEB_ORIGINS', '*'],
    ['SUPPORT_GALLERY_ID', 'abc'],
    ['FILE_SOURCES', 'bucket-without-prefix'],
    ['DEFAULT_LOCALE', 'de'],
    ['API_PREFIX', 'api v1'],
    ['TRUST_PROXY', 'foo'],
    ['TRUST_PROXY', '10.0.0.0/8,10.0.0.0/99'],
    ['FILE_MAX_BYTES', '2147483648'],
    ['FILE_MAX_VIDEO_BYTES', '2147483648'],
    ['MEDIA_PROGRAMS', '/usr/bin:bin'],
    ['LINK_PREVIEWS', 'true'],
    ['CLAMAV_HOST', 'tcp://clamav'],
    ['CLAMAV_HOST', 'clamav:3310'],
    ['CLAMAV_PORT', '0x10'],
    ['CLAMAV_TIMEOUT_SECONDS', '0'],
    ['MESSAGE_RETENTION_DAYS', '0'],
    ['RATE_LIMIT_REQUESTS_PER_SECOND', '-1'],
    ['RATE_LIMIT_REQUESTS_BURST', '0'],
    ['RATE_LIMIT_EVENTS_PER_SECOND', '1.5'],
    ['RATE_LIMIT_EVENTS_BURST', 'many'],
    ['RATE_LIMIT_SOCKETS_PER_USER', '0'],
    ['RATE_LIMIT_FAILED_AUTH_PER_MINUTE', '1e3'],
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

  it('finds the faults of single values and of their combinations in one pass', () => {
    const lines = faults({ ...valid, PORT: 'x', JWT_SECRET: 'short', JWT_JWKS_URL: 'https://login/jwks' });
    expect(lines).toEqual([
      expect.stringMatching(/^PORT: /),
      expect.stringMatching(/^JWT_SECRET: set only one/),
      expect.stringMatching(/^JWT_SECRET: must have/),
    ]);
  });

  it.each(['clamav', 'clamd_1.internal', '10.0.0.7', '::1'])('asks the virus scanner at %s', (host) => {
    const { clamav } = AppConfig.fromEnvironment({ ...valid, CLAMAV_HOST: host });
    expect(clamav).toEqual({ host, port: 3310, timeout: 150 });
  });

  it('has no virus scanner where none is named', () => {
    expect(AppConfig.fromEnvironment({ ...valid, CLAMAV_PORT: '3311' }).clamav).toBeUndefined();
  });

  it('has no page where no folder is named', () => {
    expect(AppConfig.fromEnvironment({ ...valid, WEB_ORIGINS: 'https://id.galeri' }).webPage).toBeUndefined();
  });

  it('accepts gateways by address, range and name', () => {
    const { trustProxy } = AppConfig.fromEnvironment({
      ...valid,
      TRUST_PROXY: 'loopback, 10.0.0.0/8,fd00::1',
    });
    expect(trustProxy).toEqual(['loopback', '10.0.0.0/8', 'fd00::1']);
  });

  describe('JWT_PUBLIC_KEY', () => {
    const { JWT_SECRET: _, ...rest } = valid;
    const withKey = (JWT_PUBLIC_KEY: string) => ({ ...rest, JWT_PUBLIC_KEY });
    const rsa = (modulusLength: number) => pem(generateKeyPairSync('rsa', { modulusLength }).publicKey);
    const ec = (namedCurve: string) => pem(generateKeyPairSync('ec', { namedCurve }).publicKey);
    const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

    it.each([
      ['RSA', rsa(2048)],
      ['EC', ec('P-256')],
    ])('accepts %s, on several lines or on one', (__, key) => {
      const expected = { kind: 'public-key', publicKey: key };
      expect(AppConfig.fromEnvironment(withKey(key)).jwt.key).toEqual(expected);
      expect(AppConfig.fromEnvironment(withKey(key.replaceAll('\n', '\\n'))).jwt.key).toEqual(expected);
    });

    it.each([
      ['nonsense', 'abc'],
      ['nonsense in PEM form', '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----'],
      [
        'a private key',
        generateKeyPairSync('ec', { namedCurve: 'P-256' })
          .privateKey.export({ type: 'pkcs8', format: 'pem' })
          .toString(),
      ],
      ['a short RSA key', rsa(1024)],
      ['another curve', ec('P-384')],
      ['another kind of key', pem(generateKeyPairSync('ed25519').publicKey)],
    ])('refuses %s in one line, and only that', (__, key) => {
      expect(faults(withKey(key))).toEqual([
        expect.stringMatching(/^JWT_PUBLIC_KEY: must be .*(?<!MFkw.*)$/),
      ]);
    });
  });
});
