import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA, ROOT } from './settings.ts';

const BUILT = join(ROOT, 'web', 'dist');
const PAGE = join(DATA, 'web');

/** What the page reads from its `config.json`. */
export interface PageConfig {
  /** Where REST begins, without its origin: `API_PREFIX`. */
  api: string;
  tokenUrl: string;
  /** Only in the demo: whom one can be. */
  accountsUrl: string;
}

/**
 * Puts the built inbox, with its settings, where the service can serve it from.
 * @returns the folder; undefined when the inbox is not built
 */
export function layOutPage(config: PageConfig): string | undefined {
  rmSync(PAGE, { recursive: true, force: true });
  mkdirSync(PAGE, { recursive: true });
  const built = existsSync(join(BUILT, 'index.html'));
  if (built) cpSync(BUILT, PAGE, { recursive: true });
  // Also without a page: `npm run dev -w web` can use it.
  writeFileSync(join(PAGE, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
  return built ? PAGE : undefined;
}
