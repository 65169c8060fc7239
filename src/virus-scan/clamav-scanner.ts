import type { EventBus } from '../events/index.js';
import { ClamAvConnection, unavailable, type ClamAvAddress } from './clamav-connection.js';
import { FileScanned } from './virus-scan.events.js';
import { UnscannableError, VirusScanner, type ScanResult } from './virus-scanner.js';

/** Commands that begin with `z` end with NUL, and so do their answers. */
const PING = 'zPING\0';
const INSTREAM = 'zINSTREAM\0';
const END_OF_STREAM = new Uint8Array(4);

/** Scans with ClamAV's daemon over TCP. */
export class ClamAvScanner extends VirusScanner {
  readonly enabled = true;

  constructor(
    private readonly address: ClamAvAddress,
    private readonly events: EventBus,
  ) {
    super();
  }

  async scan(body: AsyncIterable<Uint8Array>): Promise<ScanResult> {
    try {
      const result = await this.converse((connection) => send(connection, body), resultOf);
      this.events.publish(new FileScanned(result.infected ? 'infected' : 'clean'));
      return result;
    } catch (error) {
      this.events.publish(new FileScanned(error instanceof UnscannableError ? 'unscannable' : 'failed'));
      throw error;
    }
  }

  async ping(): Promise<void> {
    await this.converse((connection) => connection.write(PING), assertPong);
  }

  /**
   * @param say begins to say something; the answer may come before it is done, and then ends the conversation
   * @param understand makes of the answer what it means, or throws
   */
  private async converse<T>(
    say: (connection: ClamAvConnection) => Promise<unknown>,
    understand: (answer: string) => T,
  ): Promise<T> {
    const connection = new ClamAvConnection(this.address);
    try {
      const said = say(connection).then(() => connection.answer);
      return understand(await Promise.race([connection.answer, said]));
    } finally {
      connection.close();
    }
  }
}

/** @throws what `body` throws; that clamd has gone is for who waits for its answer */
async function send(connection: ClamAvConnection, body: AsyncIterable<Uint8Array>): Promise<void> {
  await connection.write(INSTREAM);
  for await (const chunk of body) {
    // An empty one would be the end of the stream.
    if (chunk.length > 0 && !(await connection.write(withLength(chunk)))) return;
  }
  await connection.write(END_OF_STREAM);
}

/** As clamd reads a stream: each chunk after its length in four bytes, the highest first. */
function withLength(chunk: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return Buffer.concat([length, chunk]);
}

function resultOf(answer: string): ScanResult {
  if (answer === 'stream: OK') return { infected: false };
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  const refused =
    answer.startsWith('INSTREAM size limit exceeded') || signature?.startsWith('Heuristics.Limits.Exceeded');
  if (refused) throw new UnscannableError(answer);
  if (signature === undefined) throw unavailable(new Error(`clamd answered "${answer}"`));
  return { infected: true, signature };
}

function assertPong(answer: string): void {
  if (answer !== 'PONG') throw unavailable(new Error(`clamd answered a ping with "${answer}"`));
}
