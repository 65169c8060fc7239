import {
  cleanEnv,
  type CleanedEnv,
  type ValidatorSpec,
  makeValidator,
  num,
  port,
  str,
  bool,
  EnvError,
  EnvMissingError,
} from 'envalid';

/** Raised when the environment cannot be used; `lines` names every fault, one line each. */
export class ConfigError extends Error {
  constructor(readonly lines: string[]) {
    super(`The configuration is not usable:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
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

const uuid = makeValidator<string>((input) => {
  if (!UUID.test(input)) throw new EnvError('must be a UUID');
  return input.toLowerCase();
});

const list = makeValidator<string[]>((input) =>
  input
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const origins = makeValidator<string[]>((input) => {
  const items = input.split(',').map((item) => item.trim());
  for (const item of items) {
    if (URL.parse(item)?.origin !== item) {
      throw new EnvError(`"${item}" is not an origin such as https://app.example.com`);
    }
  }
  return items;
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
  if (!/^-----BEGIN (PUBLIC KEY|CERTIFICATE|RSA PUBLIC KEY)-----/.test(key)) {
    throw new EnvError('must be a public key in PEM form');
  }
  return key;
});

const specs = {
  NODE_ENV: str({ choices: ['development', 'test', 'production'], default: 'development' }),
  PORT: port({ default: 3005 }),
  HOST: str({ default: '0.0.0.0' }),
  API_PREFIX: str({ default: '' }),
  TRUST_PROXY: list({ default: [] as string[] }),
  DATABASE_URL: url('postgres:', 'postgresql:')(),
  DATABASE_POOL_SIZE: int(1, 500)({ default: 16 }),
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
  FILE_MAX_BYTES: int(1, 5_000_000_000)({ default: 25 * 1024 * 1024 }),
  FILE_MAX_VIDEO_BYTES: int(1, 5_000_000_000)({ default: 100 * 1024 * 1024 }),
  FILE_TYPES: list({ default: [] as string[] }),
  CORS_ORIGINS: origins(),
  DEFAULT_LOCALE: str({ choices: ['tr', 'en'], default: 'tr' }),
  LOG_LEVEL: str({ choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'], default: 'info' }),
  SUPPORT_GALLERY_ID: uuid({ default: undefined }),
  CHAT_SYSTEM_MESSAGES: str({ choices: ['roles', 'anyone'], default: 'roles' }),
  RATE_LIMIT_ENABLED: bool({ default: true }),
  RATE_LIMIT_REQUESTS_PER_SECOND: num({ default: 200 }),
  RATE_LIMIT_REQUESTS_BURST: num({ default: 400 }),
  RATE_LIMIT_EVENTS_PER_SECOND: num({ default: 100 }),
  RATE_LIMIT_EVENTS_BURST: num({ default: 300 }),
  RATE_LIMIT_FAILED_AUTH_PER_MINUTE: num({ default: 100 }),
};

/** Checks that span variables: one of the JWT keys, and no placeholder in production. */
function crossChecks(env: Environment): string[] {
  const lines: string[] = [];
  const keys = [env.JWT_SECRET, env.JWT_PUBLIC_KEY, env.JWT_JWKS_URL].filter(Boolean).length;
  if (keys === 0) lines.push('JWT_SECRET: set one of JWT_SECRET, JWT_PUBLIC_KEY or JWT_JWKS_URL');
  if (keys > 1) lines.push('JWT_SECRET: set only one of JWT_SECRET, JWT_PUBLIC_KEY and JWT_JWKS_URL');
  if (env.JWT_SECRET !== undefined && env.JWT_SECRET.length < 32) {
    lines.push('JWT_SECRET: must have at least 32 characters');
  }
  for (const source of env.FILE_SOURCES) {
    if (!/^[a-z0-9.-]{3,63}\/.+/.test(source)) lines.push(`FILE_SOURCES: "${source}" is not bucket/prefix`);
  }
  if (env.API_PREFIX !== '' && !/^\/?[\w-]+(\/[\w-]+)*\/?$/.test(env.API_PREFIX)) {
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
    const password = URL.parse(env.DATABASE_URL)?.password ?? '';
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
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const env = cleanEnv(filled, wanted, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries<Error | undefined>(errors)) {
        lines.push(
          `${name}: ${error instanceof EnvMissingError ? 'is required' : (error?.message ?? 'is invalid')}`,
        );
      }
    },
  });
  return { env, lines };
};

export type Environment = CleanedEnv<typeof specs>;

/**
 * Reads and checks the environment.
 * @throws ConfigError naming every missing, malformed or placeholder value
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const { env, lines } = validate(source, specs);
  if (lines.length === 0) lines.push(...crossChecks(env));
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
