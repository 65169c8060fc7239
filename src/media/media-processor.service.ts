import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { Jobs, type JobData } from '../jobs/index.js';
import { MessageChanges, MessageSent, type MediaFacts, type MessagePatch } from '../messages/index.js';
import { KeptFiles, THUMBNAIL } from '../uploads/index.js';
import { MediaRepository, type SentFile } from './media.repository.js';
import { MediaTools, type Inspection } from './tools/index.js';

type Sent = JobData['process-media'];
type FoundFile = SentFile & { size: number };
type Replacement = NonNullable<Inspection['replacement']>;
/** What the message is to say of its file from now on. */
type Findings = Pick<MessagePatch, 'file_url' | 'file_name' | 'file_size' | 'file_type'> & {
  media: MediaFacts;
};

/**
 * Looks into the file of each message once the message stands: what it shows and how large it is, a small picture of it,
 * and a copy without what cameras write about places and people. The message changes for both sides then.
 */
@Injectable()
export class MediaProcessor implements OnModuleInit {
  private readonly logger = new Logger(MediaProcessor.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly repository: MediaRepository,
    private readonly files: KeptFiles,
    private readonly tools: MediaTools,
    private readonly changes: MessageChanges,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('process-media', (sent, signal) => this.process(sent, signal));
    this.events.on(MessageSent, ({ message }) => {
      if (message.message_type === 'file') this.jobs.wake('process-media');
    });
  }

  /**
   * Publishes MessageChanged.
   * @throws AppError STORAGE_UNAVAILABLE, SERVICE_UNAVAILABLE, ROOM_BUSY, and what the tools throw
   */
  private async process(sent: Sent, signal: AbortSignal): Promise<void> {
    const file = await this.repository.findFile(sent);
    // Whoever deleted the message has removed the file; but it may have been overwritten after that.
    if (file === undefined) return this.files.removeForCertain(sent);
    if (file.known) return;
    const dir = await mkdtemp(join(tmpdir(), 'dealer-messaging-media-'));
    try {
      const original = join(dir, 'original');
      const size = await this.files.fetch(sent, original, signal);
      if (size === undefined) return;
      const made = join(dir, 'made');
      await mkdir(made);
      const inspection = await this.tools.inspect(original, file.type, made, signal);
      if (inspection.metadata === 'kept' && inspection.facts.kind !== 'document') {
        const { messageId } = sent;
        this.logger.warn({ messageId, type: file.type }, 'A file keeps what it says of places and devices');
      }
      await this.store(sent, { ...file, size }, inspection);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  private async store(
    sent: Sent,
    file: FoundFile,
    { facts, preview, replacement }: Inspection,
  ): Promise<void> {
    const thumbnail = preview && {
      url: await this.files.keepBeside(sent, Readable.from([preview.bytes]), preview.type, THUMBNAIL),
      width: preview.width,
      height: preview.height,
    };
    // Its size, too: an attempt that was broken off may have replaced it already.
    const findings: Findings = { media: { ...facts, thumbnail }, file_size: file.size };
    if (replacement !== null) await this.replace(findings, sent, file, replacement);
    const { file_url: url } = findings;
    if (await this.isGone(sent, findings)) {
      await this.files.removeForCertain(sent, ...(typeof url === 'string' ? [url] : []));
    }
  }

  /** Writes what was found, unless it is known by now. @returns whether the message has this file no longer */
  private async isGone(sent: Sent, findings: Findings): Promise<boolean> {
    const seen = { gone: false };
    await this.changes.amend(sent.roomId, sent.messageId, async ({ message, query }) => {
      const known = message.media !== null;
      seen.gone = !known && message.file_url !== sent.url;
      if (known || seen.gone) return undefined;
      if (findings.file_url !== undefined) await this.files.promiseRemovalLater(query, sent);
      return findings;
    });
    return seen.gone;
  }

  /**
   * Bytes of the same type take the place of the sent ones, whose links go on to work. Others get a place of their own, since
   * a link says the type that it serves.
   */
  private async replace(
    findings: Findings,
    sent: Sent,
    file: FoundFile,
    { path, size, type, extension }: Replacement,
  ): Promise<void> {
    findings.file_size = size;
    if (type === file.type) {
      await this.files.overwrite(sent, createReadStream(path), type);
      return;
    }
    const url = await this.files.keepBeside(sent, createReadStream(path), type, extension);
    Object.assign(findings, { file_type: type, file_name: renamed(file.name, extension) });
    // The same ending may stand for both types.
    if (url === sent.url) return;
    findings.file_url = url;
    findings.media.original_url = sent.url;
  }
}

/** The name with the ending that belongs to what the file has become. */
function renamed(name: string, extension: string): string {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  if (ending === extension || (ending === 'jpeg' && extension === 'jpg')) return name;
  return `${dot > 0 ? name.slice(0, dot) : name}.${extension}`;
}
