import { createHash } from 'node:crypto';
import { AppError } from '../common/index.js';

/**
 * A file on its way in: its start can be looked at before anything is done with it; then it is passed on piece by piece
 * while it is measured and hashed. Read it once.
 */
export class IncomingStream {
  private readonly source: AsyncIterator<Uint8Array>;
  private readonly hash = createHash('sha256');
  private readonly held: Uint8Array[] = [];
  private count = 0;
  private ended = false;

  /** @param maxSize bytes; a longer file is refused as soon as this is passed */
  constructor(
    stream: AsyncIterable<Uint8Array>,
    private readonly maxSize: number,
  ) {
    this.source = stream[Symbol.asyncIterator]();
  }

  /** Bytes that have come so far; all of them once `rest` has ended. */
  get size(): number {
    return this.count;
  }

  /** Hexadecimal, of the whole file; call it once, after `rest` has ended. */
  sha256(): string {
    return this.hash.digest('hex');
  }

  /**
   * Waits for the first bytes; `rest` gives them again.
   * @returns at most `length` bytes, and whether the file has no more
   * @throws AppError FILE_INVALID when the file is empty or longer than allowed
   */
  async start(length: number): Promise<{ bytes: Buffer; whole: boolean }> {
    while (this.count < length && !this.ended) {
      const chunk = await this.next();
      if (chunk !== undefined) this.held.push(chunk);
    }
    if (this.count === 0) throw this.wrongSize();
    return { bytes: Buffer.concat(this.held).subarray(0, length), whole: this.ended && this.count <= length };
  }

  /** Everything, from the first byte. @throws AppError FILE_INVALID, and whatever the source throws */
  async *rest(): AsyncGenerator<Uint8Array, void> {
    yield* this.held.splice(0);
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) yield chunk;
  }

  private async next(): Promise<Uint8Array | undefined> {
    const step = await this.source.next();
    if (step.done === true) {
      this.ended = true;
      return undefined;
    }
    this.count += step.value.length;
    if (this.count > this.maxSize) throw this.wrongSize();
    this.hash.update(step.value);
    return step.value;
  }

  private wrongSize(): AppError {
    return AppError.file('fileSize', 'fileSize', this.maxSize);
  }
}
