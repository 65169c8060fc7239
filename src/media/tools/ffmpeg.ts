import { resolve } from 'node:path';
import type { Work } from './inspection.js';
import type { Container } from './media-types.js';
import { run, type Ended, type Program, type Run } from './programs.js';

/** The two programs. They are called, not linked: their licence (LGPL or GPL) does not extend to this service. */
export interface Ffmpeg {
  ffmpeg: Program;
  ffprobe: Program;
}

/** A file for ffmpeg, and the container that it was announced to be. */
export interface MediaFile extends Work {
  container: Container;
}

/** Milliseconds in which one call has to be done. Minutes: a film of 100 MB may be copied on a slow disk. */
const TIMEOUT = 120_000;
/** Pixels of a frame, a little more than 8K. */
const MOST_PIXELS = 36_000_000;
/** Bytes of one piece of memory. */
const MOST_MEMORY = 512 * 1024 * 1024;

/**
 * What keeps a file from making ffmpeg do anything but read it: it is read as the container that it was announced to be,
 * so a playlist cannot pass for one and name other files; and only files are opened, so nothing is asked of the network.
 */
const input = ({ path, container }: MediaFile): string[] => [
  ...['-protocol_whitelist', 'file', '-f', container],
  ...['-i', `file:${resolve(path)}`],
];

/**
 * Runs ffmpeg on one core.
 * @param how options for reading, before the file
 * @param what options for writing, after it
 * @throws MediaToolError when the file is not the cause
 */
export function ffmpeg(
  { ffmpeg: program }: Ffmpeg,
  file: MediaFile,
  how: readonly string[],
  what: readonly string[],
  onOutput?: Run['onOutput'],
): Promise<Ended> {
  const args = [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-filter_threads', '1'],
    ...['-max_alloc', String(MOST_MEMORY)],
    ...['-threads', '1', '-max_pixels', String(MOST_PIXELS), ...how, ...input(file)],
    ...['-threads', '1', ...what],
  ];
  return run(program, args, { ...file, timeout: TIMEOUT, ...(onOutput && { onOutput }) });
}

/**
 * Runs ffprobe.
 * @param show what is asked, and the form of the answer
 * @throws MediaToolError when the file is not the cause
 */
export const ffprobe = (
  { ffprobe: program }: Ffmpeg,
  file: MediaFile,
  show: readonly string[],
  onOutput: Run['onOutput'] & object,
): Promise<Ended> => {
  const args = ['-v', 'error', '-max_alloc', String(MOST_MEMORY), ...show, ...input(file)];
  return run(program, args, { ...file, timeout: TIMEOUT, onOutput });
};
