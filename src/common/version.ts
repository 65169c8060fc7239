import { readFileSync } from 'node:fs';

/** The service's version: that of the package.json above this file, which lies deeper in `dist/` than in `src/`. */
export const VERSION: string = readVersion(new URL('.', import.meta.url));

function readVersion(folder: URL): string {
  try {
    const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as {
      version: string;
    };
    return version;
  } catch (error) {
    const parent = new URL('..', folder);
    if (parent.href === folder.href) throw error;
    return readVersion(parent);
  }
}
