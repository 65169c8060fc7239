/**
 * A tool failed, not the file: it was killed, took too long, or the machine had no room. Another try may succeed. A file
 * that is too much for the tools takes too long each time, so whoever tries again must count.
 */
export class MediaToolError extends Error {
  override readonly name = 'MediaToolError';
}
