import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Query } from '../database/index.js';
import { EventBus } from '../events/index.js';
import { Jobs, type JobData } from '../jobs/index.js';
import { MessageChanges, MessageSent, type MessagePatch } from '../messages/index.js';
import { KeptFiles } from '../uploads/index.js';
import { UnscannableError, VirusScanner } from '../virus-scan/index.js';
import { MediaRepository } from './media.repository.js';

/** One that takes the scanner long does not hold up all others. */
const AT_ONCE = 2;

type Sent = JobData['scan-file'];

/**
 * Has the virus scanner look at the file of each message once the message stands, where there is a scanner. Until it has
 * found nothing nobody gets a link; what is infected, or too large or too deep to be looked at, goes from the store.
 */
@Injectable()
export class FileScans implements OnModuleInit {
  private readonly logger = new Logger(FileScans.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly repository: MediaRepository,
    private readonly files: KeptFiles,
    private readonly scanner: VirusScanner,
    private readonly changes: MessageChanges,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    // A node without a scanner leaves them to one that has it, so that none is ever served unseen.
    if (!this.scanner.enabled) return;
    this.jobs.handle('scan-file', (sent) => this.scan(sent), AT_ONCE);
    this.events.on(MessageSent, ({ message }) => {
      if (message.file_status === 'checking') this.jobs.wake('scan-file');
    });
  }

  /**
   * Publishes MessageChanged.
   * @throws AppError STORAGE_UNAVAILABLE, SERVICE_UNAVAILABLE (the scanner's, too), ROOM_BUSY
   */
  private async scan(sent: Sent): Promise<void> {
    const file = await this.repository.findFile(sent);
    if (file?.state !== 'checking') return;
    const found = await this.findIn(sent);
    await this.changes.amend(sent.roomId, sent.messageId, async ({ message, query }) => {
      if (message.file_url !== sent.url) return undefined;
      return found === undefined ? this.release(query, sent) : this.refuse(query, sent);
    });
    if (found === undefined) {
      this.jobs.wake('process-media');
      return;
    }
    this.logger.warn({ found, messageId: sent.messageId }, 'A file was refused by the virus scanner');
    await this.files.discard(sent);
  }

  /** @returns what speaks against the file; undefined when nothing does */
  private async findIn(sent: Sent): Promise<string | undefined> {
    const body = await this.files.read(sent);
    if (body === undefined) return 'There is no such file';
    try {
      const result = await this.scanner.scan(body);
      return result.infected ? result.signature : undefined;
    } catch (error) {
      if (error instanceof UnscannableError) return error.message;
      throw error;
    } finally {
      body.destroy();
    }
  }

  private async release(query: Query, sent: Sent): Promise<MessagePatch> {
    await this.jobs.add(query, 'process-media', sent);
    return { file_state: null };
  }

  private async refuse(query: Query, sent: Sent): Promise<MessagePatch> {
    await this.files.promiseRemoval(query, sent);
    return { file_state: 'refused', file_url: null };
  }
}
