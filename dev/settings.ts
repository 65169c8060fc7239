import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from './ports.ts';

/** The checkout. */
export const ROOT = dirname(import.meta.dirname);
/** Everything that a demo keeps between two starts. */
export const DATA = join(ROOT, '.data');

export const SETTINGS = join(DATA, 'settings.json');

/** What is chosen once for a checkout and kept. */
export interface Settings {
  jwtSecret: string;
  postgresPort: number;
  postgresPassword: string;
  /** Kept for good: it stands in the addresses of stored files. */
  objectStorePort: number;
  /** Stands in the page's settings: a page that is open goes on after a restart. */
  tokenPort: number;
}

/** The settings of this checkout, if `scripts/start` has run here. */
export const readSettings = (): Settings | undefined =>
  existsSync(SETTINGS) ? (JSON.parse(readFileSync(SETTINGS, 'utf8')) as Settings) : undefined;

/** Readable to its owner only: it holds secrets. */
export function writeSettings(settings: Settings): void {
  mkdirSync(DATA, { recursive: true });
  writeFileSync(SETTINGS, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
}

/** The settings of this checkout; what an earlier version did not choose is chosen at the next call. */
export async function ensureSettings(): Promise<Settings> {
  const settings = {
    jwtSecret: randomBytes(32).toString('base64url'),
    postgresPort: await freePort(),
    postgresPassword: randomBytes(16).toString('base64url'),
    objectStorePort: await freePort(),
    tokenPort: await freePort(),
    ...readSettings(),
  };
  writeSettings(settings);
  return settings;
}
