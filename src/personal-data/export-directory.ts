import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, unlink, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Nobody but whoever runs the program reads what lies there. */
const [DIRECTORY_MODE, FILE_MODE] = [0o700, 0o600];
/** Bytes of a name that every file system takes, with some left for the number before it. */
const NAME_BYTES = 200;
/** Path separators; control characters; what turns the direction of text; what Windows does not take. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** What an export writes, in a directory of its own: JSON Lines, one file for each kind, and `files/`. */
export class ExportDirectory {
  private readonly handles = new Map<string, FileHandle>();
  /** Lines by kind. */
  readonly counts: Record<string, number> = {};
  private files = 0;

  private constructor(private readonly path: string) {}

  /** Makes the directory where it is missing. @throws Error when there is something in it */
  static async create(path: string): Promise<ExportDirectory> {
    await mkdir(path, { recursive: true, mode: DIRECTORY_MODE });
    if ((await readdir(path)).length > 0) throw new Error(`${path} is not empty`);
    await mkdir(join(path, 'files'), { mode: DIRECTORY_MODE });
    return new ExportDirectory(path);
  }

  /** The file of this kind is there afterwards, with or without lines. */
  async write(kind: string, rows: object[]): Promise<void> {
    let handle = this.handles.get(kind);
    if (handle === undefined) {
      handle = await open(join(this.path, `${kind}.jsonl`), 'wx', FILE_MODE);
      this.handles.set(kind, handle);
    }
    this.counts[kind] = (this.counts[kind] ?? 0) + rows.length;
    await handle.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }

  /**
   * Stores a file under its own name, behind a number so that no two have the same.
   * @returns its path in the directory
   * @throws what `body` throws; nothing of it is left then
   */
  async keep(name: string, body: Readable): Promise<string> {
    this.files += 1;
    const path = `files/${String(this.files).padStart(6, '0')}-${safeName(name)}`;
    const target = join(this.path, path);
    try {
      await pipeline(body, createWriteStream(target, { flags: 'wx', mode: FILE_MODE }));
    } catch (error) {
      await unlink(target).catch(() => undefined);
      throw error;
    }
    return path;
  }

  /** Writes the manifest, which says that nothing is missing: the last thing that an export does. */
  async finish(manifest: object): Promise<void> {
    await this.close();
    await writeFile(join(this.path, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, {
      flag: 'wx',
      mode: FILE_MODE,
    });
  }

  async close(): Promise<void> {
    for (const handle of this.handles.values()) await handle.close();
    this.handles.clear();
  }
}

/** A name for the disk that is readable, keeps its ending, and is nothing but a name. */
export function safeName(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize('NFC')
    .replace(FORBIDDEN, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (plain === '') return 'file';
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 && plain.length - dot <= 16 ? plain.slice(dot) : '';
  return (
    shortened(plain.slice(0, plain.length - ending.length), NAME_BYTES - Buffer.byteLength(ending)) + ending
  );
}

function shortened(text: string, bytes: number): string {
  let [short, left] = ['', bytes];
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    short += character;
  }
  return short;
}
