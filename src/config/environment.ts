import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { isAbsolute, join, resolve } from 'node:path';
import proxyAddress from '@fastify/proxy-addr';
import {
  customCleanEnv,
  type CleanedEnv,
  type ValidatorSpec,
  makeValidator,
  port,
  str,
  bool,
  EnvError,
  EnvMissingError,
} from 'envalid';
import { isUuid } from '../common/index.js';

/** Raised when the environment cannot be used; `lines` names every fault, one line each. */
export class ConfigError extends Error {
  constructor(readonly lines: string[]) {
    super(`The configuration is not usable:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** What the marketplace's `file_size`, an int4, can hold. */
const MAX_FILE_SIZE = 2_147_483_647;
/** A hundred years: for ever. */
const MAX_SECONDS = 3_155_760_000;
/** A hundred years. */
const MAX_DAYS = 36_525;
const MAX_RATE = 1_000_000;
const PLACEHOLDER =
  /change[-_ ]?me|placeholder|your[-_ ]|example|secret-?key|^secret$|^password$|^minioadmin$|<.*>|x{4,}/i;

const url = (...protocols: string[]) =>
  makeValidator<string>((input) => {
    const parsed = URL.parse(input);
    if (!parsed || !protocols.includes(parsed.protocol)) {
      throw new EnvError(`must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`);
    }
    return input;
  });

/** The address of an object store: it has no path, since the bucket's name begins it. */
const storeUrl = makeValidator<string>((input) => {
  const parsed = URL.parse(input);
  const bare = parsed?.pathname === '/' && parsed.search === '' && parsed.username === '';
  if (!bare || !/^https?:$/.test(parsed.protocol)) {
    throw new EnvError('must be an http:// or https:// URL without a path or credentials');
  }
  return input;
});

const bucketName = makeValidator<string>((input) => {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(input)) throw new EnvError('must be the name of a bucket');
  return input;
});

const host = makeValidator<string>((input) => {
  if (isIP(input) === 0 && !/^[\w.-]{1,253}$/.test(input)) {
    throw new EnvError('must be the name or address of a host, without a port');
  }
  return input;
});

const uuid = makeValidator<string>((input) => {
  if (!isUuid(input)) throw new EnvError('must be a UUID');
  return input.toLowerCase();
});

const items = (input: string): string[] =>
  input
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const list = makeValidator<string[]>(items);

const proxies = makeValidator<string[]>((input) => {
  for (const item of items(input)) {
    try {
      proxyAddress.compile(item);
    } catch {
      throw new EnvError(`"${item}" is not an address, a range or loopback, linklocal or uniquelocal`);
    }
  }
  return items(input);
});

const origins = makeValidator<string[]>((input) => {
  const list = input.split(',').map((item) => item.trim());
  for (const item of list) {
    if (URL.parse(item)?.origin !== item) {
      throw new EnvError(`"${item}" is not an origin such as https://app.example.com`);
    }
  }
  return list;
});

/** Directories as in `PATH`. */
const directories = makeValidator<string[]>((input) => {
  const list = input.split(':').filter((item) => item !== '');
  for (const item of list) {
    if (!isAbsolute(item)) throw new EnvError(`"${item}" is not the full path of a directory`);
  }
  return list;
});

/** A page as it was built; a path that is not full begins where the service was started. */
const pageFolder = makeValidator<string>((input) => {
  if (!existsSync(join(input, 'index.html'))) {
    throw new EnvError(`"${input}" is not a folder with an index.html`);
  }
  return resolve(input);
});

const int = (min: number, max: number) =>
  makeValidator<number>((input) => {
    const value = /^\d{1,12}$/.test(input) ? Number(input) : Number.NaN;
    if (!(value >= min && value <= max)) throw new EnvError(`must be a whole number from ${min} to ${max}`);
    return value;
  });

/** A PEM key in one variable: real newlines, or `\n` written out. */
const pem = makeValidator<string>((input) => {
  const key = input.replaceAll('\\n', '\n');
  if (!/^-----BEGIN (PUBLIC KEY|CERTIFICATE|RSA PUBLIC KEY)-----/.test(key) || !canVerify(key)) {
    throw new EnvError('must be a public key in PEM form, RSA of at least 2048 bits or EC P-256');
  }
  return key;
});

/** Whether RS256 or ES256 can be verified with the key. */
function canVerify(key: string): boolean {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPublicKey(key);
    return type === 'rsa' ? (details?.modulusLength ?? 0) >= 2048 : details?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

const specs = {
  NODE_ENV: str({ choices: ['development', 'test', 'production'], default: 'development' }),
  PORT: port({ default: 3005 }),
  HOST: str({ default: '0.0.0.0' }),
  API_PREFIX: str({ default: '' }),
  TRUST_PROXY: proxies({ default: [] as string[] }),
  DATABASE_URL: url('postgres:', 'postgresql:')(),
  DATABASE_POOL_SIZE: int(1, 500)({ default: 16 }),
  SHUTDOWN_DELAY_SECONDS: int(0, 60)({ default: 5 }),
  MIGRATE_ON_START: bool({ default: false }),
  REDIS_URL: url('redis:', 'rediss:')({ default: undefined }),
  JWT_SECRET: str({ default: undefined }),
  JWT_PUBLIC_KEY: pem({ default: undefined }),
  JWT_JWKS_URL: url('https:', 'http:')({ default: undefined }),
  JWT_ISSUER: str({ default: undefined }),
  JWT_AUDIENCE: str({ default: undefined }),
  S3_ENDPOINT: storeUrl(),
  S3_PUBLIC_ENDPOINT: storeUrl({ default: undefined }),
  S3_ACCESS_KEY: str(),
  S3_SECRET_KEY: str(),
  S3_BUCKET: bucketName(),
  S3_REGION: str({ default: 'us-east-1' }),
  FILE_URL_TTL: int(60, 604_800)({ default: 3600 }),
  FILE_SOURCES: list({ default: [] as string[] }),
  FILE_MAX_BYTES: int(1, MAX_FILE_SIZE)({ default: 25 * 1024 * 1024 }),
  FILE_MAX_VIDEO_BYTES: int(1, MAX_FILE_SIZE)({ default: 100 * 1024 * 1024 }),
  FILE_TYPES: list({ default: [] as string[] }),
  MEDIA_PROGRAMS: directories({ default: ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin'] }),
  CLAMAV_HOST: host({ default: undefined }),
  CLAMAV_PORT: int(1, 65_535)({ default: 3310 }),
  CLAMAV_TIMEOUT_SECONDS: int(1, 3600)({ default: 150 }),
  CORS_ORIGINS: origins(),
  WEB_ROOT: pageFolder({ default: undefined }),
  WEB_ORIGINS: origins({ default: [] as string[] }),
  DEFAULT_LOCALE: str({ choices: ['tr', 'en'], default: 'tr' }),
  LOG_LEVEL: str({ choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'], default: 'info' }),
  SUPPORT_GALLERY_ID: uuid({ default: undefined }),
  LINK_PREVIEWS: str({ choices: ['off', 'on'], default: 'off' }),
  MESSAGE_EDIT_WINDOW: int(0, MAX_SECONDS)({ default: 15 * 60 }),
  MESSAGE_DELETE_WINDOW: int(0, MAX_SECONDS)({ default: 48 * 60 * 60 }),
  MESSAGE_RETENTION_DAYS: int(1, MAX_DAYS)({ default: undefined }),
  CHAT_SYSTEM_MESSAGES: str({ choices: ['roles', 'anyone'], default: 'roles' }),
  SEARCH_INDEX_SHARE: int(1, 100)({ default: 30 }),
  RATE_LIMIT_ENABLED: bool({ default: true }),
  RATE_LIMIT_REQUESTS_PER_SECOND: int(1, MAX_RATE)({ default: 200 }),
  RATE_LIMIT_REQUESTS_BURST: int(1, MAX_RATE)({ default: 400 }),
  RATE_LIMIT_EVENTS_PER_SECOND: int(1, MAX_RATE)({ default: 100 }),
  RATE_LIMIT_EVENTS_BURST: int(1, MAX_RATE)({ default: 300 }),
  RATE_LIMIT_SOCKETS_PER_USER: int(1, MAX_RATE)({ default: 50 }),
  RATE_LIMIT_FAILED_AUTH_PER_MINUTE: int(1, MAX_RATE)({ default: 100 }),
};

/** What could be read of the environment: a variable that has a fault of its own is undefined. */
type Readable = { [Name in keyof Environment]: Environment[Name] | undefined };

/**
 * Checks that span variables: one of the JWT keys, and no placeholder in production.
 * @param isSet whether a variable has a value, be it one with a fault
 */
function crossChecks(env: Readable, isSet: (name: keyof Environment) => boolean): string[] {
  const lines: string[] = [];
  const keys = (['JWT_SECRET', 'JWT_PUBLIC_KEY', 'JWT_JWKS_URL'] as const).filter(isSet).length;
  if (keys === 0) lines.push('JWT_SECRET: set one of JWT_SECRET, JWT_PUBLIC_KEY or JWT_JWKS_URL');
  if (keys > 1) lines.push('JWT_SECRET: set only one of JWT_SECRET, JWT_PUBLIC_KEY and JWT_JWKS_URL');
  if (env.JWT_SECRET !== undefined && env.JWT_SECRET.length < 32) {
    lines.push('JWT_SECRET: must have at least 32 characters');
  }
  for (const source of env.FILE_SOURCES ?? []) {
    if (!/^[a-z0-9.-]{3,63}\/.+/.test(source)) lines.push(`FILE_SOURCES: "${source}" is not bucket/prefix`);
  }
  if (env.API_PREFIX && !/^\/?[\w-]+(\/[\w-]+)*\/?$/.test(env.API_PREFIX)) {
    lines.push('API_PREFIX: must be a path such as /api/v1');
  }
  if (env.NODE_ENV === 'production') {
    const secrets = {
      JWT_SECRET: env.JWT_SECRET,
      S3_ACCESS_KEY: env.S3_ACCESS_KEY,
      S3_SECRET_KEY: env.S3_SECRET_KEY,
    };
    for (const [name, value] of Object.entries(secrets)) {
      if (value !== undefined && PLACEHOLDER.test(value))
        lines.push(`${name}: is a placeholder; set a real value`);
    }
    const password = URL.parse(env.DATABASE_URL ?? '')?.password ?? '';
    if (password !== '' && PLACEHOLDER.test(password)) {
      lines.push('DATABASE_URL: its password is a placeholder; set a real value');
    }
  }
  return lines;
}

const validate = <Specs extends Record<string, ValidatorSpec<unknown>>>(
  source: NodeJS.ProcessEnv,
  wanted: Specs,
) => {
  const lines: string[] = [];
  // A variable that is set but empty counts as absent, as `.env` files and compose files leave them.
  const filled = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const env = customCleanEnv(filled, wanted, (cleaned) => cleaned, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries<Error | undefined>(errors)) {
        lines.push(
          `${name}: ${error instanceof EnvMissingError ? 'is required' : (error?.message ?? 'is invalid')}`,
        );
      }
    },
  });
  return { env, lines, isSet: (name: string) => name in filled };
};

export type Environment = CleanedEnv<typeof specs>;

/**
 * Reads and checks the environment.
 * @throws ConfigError naming every missing, malformed or placeholder value
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const { env, lines, isSet } = validate(source, specs);
  lines.push(...crossChecks(env, isSet));
  if (lines.length > 0) throw new ConfigError(lines);
  return env;
}

/**
 * The database's address alone, for programs that need nothing else.
 * @throws ConfigError when it is missing or malformed
 */
export function readDatabaseUrl(source: NodeJS.ProcessEnv = process.env): string {
  const { env, lines } = validate(source, { DATABASE_URL: specs.DATABASE_URL });
  if (lines.length > 0) throw new ConfigError(lines);
  return env.DATABASE_URL;
}
