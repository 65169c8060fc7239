import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Work } from './inspection.js';
import { run, type Program } from './programs.js';

/** Of libheif, by its newer and its older name. */
export const HEIC_CONVERTERS = ['heif-dec', 'heif-convert'] as const;

const QUALITY = '90';
/** Milliseconds. */
const TIMEOUT = 60_000;

/**
 * The picture of a HEIC or HEIF file, upright, as JPEG; of several the first. What it carries beside the picture may be
 * in it still.
 * @param converter libheif's program
 * @returns undefined when the file cannot be read
 * @throws MediaToolError when the file is not the cause
 */
export async function heicToJpeg(converter: Program, work: Work): Promise<Buffer | undefined> {
  const name = randomUUID();
  const args = ['-q', QUALITY, resolve(work.path), join(work.dir, `${name}.jpg`)];
  const { ok } = await run(converter, args, { ...work, timeout: TIMEOUT });
  if (!ok) return undefined;
  // Several pictures are numbered.
  for (const file of [`${name}.jpg`, `${name}-1.jpg`]) {
    const jpeg = await readFile(join(work.dir, file)).catch(() => undefined);
    if (jpeg !== undefined) return jpeg;
  }
  return undefined;
}
