import { readEnvironment, type Environment } from './environment.js';

export type Locale = 'tr' | 'en';

/** How tokens are verified: exactly one kind of key, which also fixes the accepted algorithms. */
export type JwtKey =
  | { kind: 'secret'; secret: string }
  | { kind: 'public-key'; publicKey: string }
  | { kind: 'jwks'; url: string };

/** The settings as the code uses them. Built once at the start; nothing else reads `process.env`. */
export class AppConfig {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Without slashes at its ends; empty when the service is served at the root. */
  readonly apiPrefix: string;
  /** Addresses or ranges whose `X-Forwarded-For` is believed. */
  readonly trustProxy: string[];
  /** Seconds between the moment at which the service says that it ends and the moment at which it begins to. */
  readonly shutdownDelay: number;
  readonly logLevel: string;
  readonly defaultLocale: Locale;
  readonly corsOrigins: string[];
  /** The folder of the page at `/`, and the further origins that the page may talk to; undefined: there is no page. */
  readonly webPage: { root: string; origins: string[] } | undefined;
  readonly redisUrl: string | undefined;
  readonly supportGalleryId: string | undefined;
  /** True when dealers may send `system` messages too. */
  readonly systemMessagesForAnyone: boolean;
  /** Whether pages that messages link to are asked for what they are about. */
  readonly linkPreviews: boolean;
  /** Percent of the time that the search index is worked on, at most. */
  readonly searchIndexShare: number;
  /** Seconds after its sending in which a message can be edited, and deleted, by who sent it; 0 is never. */
  readonly messages: {
    editWindow: number;
    deleteWindow: number;
    /** Days after which messages are removed; undefined: never. */
    retentionDays: number | undefined;
  };
  readonly database: { url: string; poolSize: number; migrateOnStart: boolean };
  readonly jwt: { key: JwtKey; issuer: string | undefined; audience: string | undefined };
  readonly storage: {
    endpoint: URL;
    publicEndpoint: URL;
    accessKey: string;
    secretKey: string;
    bucket: string;
    region: string;
  };
  readonly files: {
    /** Seconds. */
    urlTtl: number;
    sources: { bucket: string; prefix: string }[];
    maxBytes: number;
    maxVideoBytes: number;
    /** Media types allowed; empty means all that the service knows. */
    types: string[];
  };
  /** Where ffmpeg and libheif's converter are looked for, in this order. */
  readonly media: { programDirectories: string[] };
  /** Where files are checked for viruses, and for how many seconds that may stand still; undefined: nowhere. */
  readonly clamav: { host: string; port: number; timeout: number } | undefined;
  readonly rateLimits: {
    enabled: boolean;
    requests: RateLimit;
    events: RateLimit;
    /** Open on one node. */
    socketsPerUser: number;
    failedAuthPerMinute: number;
  };

  constructor(env: Environment) {
    this.production = env.NODE_ENV === 'production';
    this.port = env.PORT;
    this.host = env.HOST;
    this.apiPrefix = env.API_PREFIX.replace(/^\/|\/$/g, '');
    this.trustProxy = env.TRUST_PROXY;
    this.shutdownDelay = env.SHUTDOWN_DELAY_SECONDS;
    this.logLevel = env.LOG_LEVEL;
    this.defaultLocale = env.DEFAULT_LOCALE;
    this.corsOrigins = env.CORS_ORIGINS;
    this.webPage = env.WEB_ROOT === undefined ? undefined : { root: env.WEB_ROOT, origins: env.WEB_ORIGINS };
    this.redisUrl = env.REDIS_URL;
    this.supportGalleryId = env.SUPPORT_GALLERY_ID;
    this.systemMessagesForAnyone = env.CHAT_SYSTEM_MESSAGES === 'anyone';
    this.linkPreviews = env.LINK_PREVIEWS === 'on';
    this.searchIndexShare = env.SEARCH_INDEX_SHARE;
    this.messages = {
      editWindow: env.MESSAGE_EDIT_WINDOW,
      deleteWindow: env.MESSAGE_DELETE_WINDOW,
      retentionDays: env.MESSAGE_RETENTION_DAYS,
    };
    this.database = {
      url: env.DATABASE_URL,
      poolSize: env.DATABASE_POOL_SIZE,
      migrateOnStart: env.MIGRATE_ON_START,
    };
    this.jwt = { key: jwtKey(env), issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE };
    this.storage = {
      endpoint: new URL(env.S3_ENDPOINT),
      publicEndpoint: new URL(env.S3_PUBLIC_ENDPOINT ?? env.S3_ENDPOINT),
      accessKey: env.S3_ACCESS_KEY,
      secretKey: env.S3_SECRET_KEY,
      bucket: env.S3_BUCKET,
      region: env.S3_REGION,
    };
    this.files = {
      urlTtl: env.FILE_URL_TTL,
      sources: env.FILE_SOURCES.map((source) => {
        const slash = source.indexOf('/');
        return { bucket: source.slice(0, slash), prefix: source.slice(slash + 1) };
      }),
      maxBytes: env.FILE_MAX_BYTES,
      maxVideoBytes: env.FILE_MAX_VIDEO_BYTES,
      types: env.FILE_TYPES,
    };
    this.media = { programDirectories: env.MEDIA_PROGRAMS };
    this.clamav =
      env.CLAMAV_HOST === undefined
        ? undefined
        : { host: env.CLAMAV_HOST, port: env.CLAMAV_PORT, timeout: env.CLAMAV_TIMEOUT_SECONDS };
    this.rateLimits = {
      enabled: env.RATE_LIMIT_ENABLED,
      requests: { perSecond: env.RATE_LIMIT_REQUESTS_PER_SECOND, burst: env.RATE_LIMIT_REQUESTS_BURST },
      events: { perSecond: env.RATE_LIMIT_EVENTS_PER_SECOND, burst: env.RATE_LIMIT_EVENTS_BURST },
      socketsPerUser: env.RATE_LIMIT_SOCKETS_PER_USER,
      failedAuthPerMinute: env.RATE_LIMIT_FAILED_AUTH_PER_MINUTE,
    };
  }

  /** @throws ConfigError naming every fault */
  static fromEnvironment(source?: NodeJS.ProcessEnv): AppConfig {
    return new AppConfig(readEnvironment(source));
  }
}

export interface RateLimit {
  perSecond: number;
  burst: number;
}

function jwtKey(env: Environment): JwtKey {
  if (env.JWT_PUBLIC_KEY !== undefined) return { kind: 'public-key', publicKey: env.JWT_PUBLIC_KEY };
  if (env.JWT_JWKS_URL !== undefined) return { kind: 'jwks', url: env.JWT_JWKS_URL };
  return { kind: 'secret', secret: env.JWT_SECRET as string };
}
