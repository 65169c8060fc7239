/** Parts of a waveform. */
export const WAVEFORM_PARTS = 64;
/** Samples of a block at first: five milliseconds of 8,000 a second. */
const FIRST_BLOCK = 40;
/** Blocks that are kept; a longer recording has longer ones. */
const BLOCKS = 8_192;
const LOUDEST = 32_768;

/**
 * The peaks of a recording whose length nobody knows before its end, in little memory: of every block the loudest sample.
 * When there are too many blocks, two become one.
 */
export class Peaks {
  private readonly blocks = new Uint16Array(BLOCKS);
  private blockSize = FIRST_BLOCK;
  /** Blocks that are full. */
  private full = 0;
  /** Samples in the block that is not, and the loudest of them. */
  private begun = 0;
  private loudest = 0;
  /** The first half of a sample that was cut in two. */
  private half: number | undefined;

  /** Heard so far. */
  get samples(): number {
    return this.full * this.blockSize + this.begun;
  }

  /** @param chunk the next samples, 16 bits each, signed, little-endian; it may end within one */
  add(chunk: Buffer): void {
    const bytes = this.half === undefined ? chunk : Buffer.concat([Buffer.of(this.half), chunk]);
    const whole = bytes.length - (bytes.length % 2);
    const view = new DataView(bytes.buffer, bytes.byteOffset, whole);
    for (let at = 0; at < whole; at += 2) {
      const loudness = Math.abs(view.getInt16(at, true));
      if (loudness > this.loudest) this.loudest = loudness;
      this.begun += 1;
      if (this.begun === this.blockSize) this.closeBlock();
    }
    this.half = bytes[whole];
  }

  /** @returns 64 numbers, 0 to 100; undefined when nothing was heard */
  waveform(): number[] | undefined {
    if (this.samples === 0) return undefined;
    const blocks = Array.from(this.blocks.subarray(0, this.full));
    if (this.begun > 0) blocks.push(this.loudest);
    return Array.from({ length: WAVEFORM_PARTS }, (_, part) => {
      const from = Math.floor((part * blocks.length) / WAVEFORM_PARTS);
      const to = Math.max(from + 1, Math.floor(((part + 1) * blocks.length) / WAVEFORM_PARTS));
      return Math.round((100 * Math.max(...blocks.slice(from, to))) / LOUDEST);
    });
  }

  private closeBlock(): void {
    this.blocks[this.full] = this.loudest;
    this.full += 1;
    this.begun = 0;
    this.loudest = 0;
    if (this.full === BLOCKS) this.joinPairs();
  }

  private joinPairs(): void {
    this.full /= 2;
    this.blockSize *= 2;
    for (let block = 0; block < this.full; block += 1) {
      this.blocks[block] = Math.max(this.blocks[2 * block] ?? 0, this.blocks[2 * block + 1] ?? 0);
    }
  }
}
