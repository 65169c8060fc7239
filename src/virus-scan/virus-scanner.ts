export type ScanResult =
  | { infected: false }
  | {
      infected: true;
      /** What was found, by the name that the scanner has for it. */
      signature: string;
    };

/**
 * The scanner did not look at all of it: it is longer, or packed deeper, than the scanner's settings allow. Asking again
 * changes nothing.
 */
export class UnscannableError extends Error {
  constructor(reason: string) {
    super(`The virus scanner could not look at all of it: ${reason}`);
    this.name = 'UnscannableError';
  }
}

/**
 * Looks for viruses. "Not infected" is only ever said of bytes that were looked at to their end: whatever else happens is
 * thrown. Of a service without a scanner the caller learns by `enabled`, and decides what that means.
 */
export abstract class VirusScanner {
  /** False when none is configured; then nothing is scanned. */
  abstract readonly enabled: boolean;

  /**
   * Sends bytes to the scanner as they come, no faster than it takes them. Publishes FileScanned.
   * @throws AppError SERVICE_UNAVAILABLE when the scanner does not answer, hangs up or stands still: it can be tried again
   * @throws UnscannableError when it refuses to look at all of it
   * @throws what `body` throws
   */
  abstract scan(body: AsyncIterable<Uint8Array>): Promise<ScanResult>;

  /**
   * Succeeds when the scanner answers.
   * @throws AppError SERVICE_UNAVAILABLE
   */
  abstract ping(): Promise<void>;
}
