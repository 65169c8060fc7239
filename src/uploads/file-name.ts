import { isPlainText } from '../common/index.js';
import { LIMITS } from '../contracts/index.js';
import { extensionOf, type FileType } from './file-types.js';

/** Path separators; control characters; what turns the direction of text, so that `exe.jpg` reads as `gpj.exe`. */
const FORBIDDEN = /[/\\\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Whether a name can be shown, stored and saved to a disk as it is: 1 to 255 characters, no path, no tricks. */
export function isFileName(name: string): boolean {
  const length = Array.from(name.slice(0, LIMITS.fileNameLength * 2 + 1)).length;
  return (
    length >= 1 &&
    length <= LIMITS.fileNameLength &&
    name !== '.' &&
    name !== '..' &&
    isPlainText(name) &&
    !FORBIDDEN.test(name)
  );
}

/** Whether the name's ending belongs to the type. */
export const fitsType = (name: string, { extensions }: FileType): boolean =>
  extensions.includes(extensionOf(name));
