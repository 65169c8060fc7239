import { VERSION } from '../common/index.js';
import type { ObjectStore, ObjectUrls } from '../storage/index.js';
import type { ExportDirectory } from './export-directory.js';
import type { ExportRepository, SentMessage, Trace } from './export.repository.js';

/** Why a file of a message is not among those that are exported. */
type Missing =
  /** Nobody may read it until the virus scanner has; run the export again. */
  | 'checking'
  /** It lies where the service keeps nothing; `file_url` says where. */
  | 'elsewhere'
  /** The store has it no longer. */
  | 'gone';

type ExportedFile = { path: string } | { missing: Missing };

/** What was written. */
export interface ExportSummary {
  /** Lines by kind. */
  lines: Record<string, number>;
  files: number;
  /** Files that messages name and that could not be had. */
  missing_files: number;
}

/** Writes everything that the service keeps of one person, a bounded part of it at a time. */
export class PersonExport {
  private files = 0;
  private missing = 0;
  /** In which they have written. */
  private readonly rooms = new Set<string>();

  constructor(
    private readonly repository: ExportRepository,
    private readonly store: ObjectStore,
    private readonly urls: ObjectUrls,
    private readonly directory: ExportDirectory,
  ) {}

  /** @throws AppError SERVICE_UNAVAILABLE, STORAGE_UNAVAILABLE; what the disk throws. There is no manifest then. */
  async run(userId: string): Promise<ExportSummary> {
    try {
      return await this.write(userId);
    } finally {
      await this.directory.close();
    }
  }

  private async write(userId: string): Promise<ExportSummary> {
    const began = new Date();
    for await (const traces of this.repository.traces(userId)) await this.writeTraces(traces);
    for await (const rows of this.repository.reactions(userId)) await this.directory.write('reactions', rows);
    await this.directory.write('presence', await this.repository.presence(userId));
    await this.directory.write('revocations', await this.repository.revocations(userId));
    for await (const rows of this.repository.audit(userId)) await this.directory.write('audit', rows);
    await this.directory.write('read_by_support', []);
    for await (const rows of this.repository.readingsOf([...this.rooms], userId)) {
      await this.directory.write('read_by_support', rows);
    }
    const summary = {
      lines: this.directory.counts,
      files: this.files,
      missing_files: this.missing,
    };
    await this.directory.finish({
      user_id: userId,
      began_at: began,
      ended_at: new Date(),
      version: VERSION,
      ...summary,
    });
    return summary;
  }

  private async writeTraces(traces: Trace[]): Promise<void> {
    const sent = traces.filter((trace) => trace.sent).map(({ id }) => id);
    for (const { sent: isTheirs, room_id } of traces) if (isTheirs) this.rooms.add(room_id);
    for (const message of sent.length === 0 ? [] : await this.repository.sent(sent)) {
      await this.directory.write('messages', [await this.withFiles(message)]);
    }
    await this.directory.write('messages', []);
    await this.directory.write(
      'reads',
      traces
        .filter(({ read }) => read)
        .map(({ id, room_id, seq, read_at }) => ({ message_id: id, room_id, seq, read_at })),
    );
    await this.directory.write(
      'pins',
      traces
        .filter(({ pinned }) => pinned)
        .map(({ id, room_id, seq, pinned_at }) => ({ message_id: id, room_id, seq, pinned_at })),
    );
  }

  private async withFiles(message: SentMessage): Promise<object> {
    const { file_url, file_name, file_state, media } = message;
    const name = file_name ?? 'file';
    const file = file_url === null ? null : await this.fetch(file_url, name, file_state);
    const preview = media?.thumbnail?.url;
    const thumbnail = preview === undefined ? null : await this.fetch(preview, `${name}.webp`, null);
    return { ...message, file, thumbnail };
  }

  private async fetch(url: string, name: string, state: string | null): Promise<ExportedFile> {
    const file = await this.keep(url, name, state);
    if ('path' in file) this.files += 1;
    else this.missing += 1;
    return file;
  }

  private async keep(url: string, name: string, state: string | null): Promise<ExportedFile> {
    if (state !== null) return { missing: 'checking' };
    const address = this.urls.toAddress(url);
    const known =
      address !== undefined && (address.bucket === this.urls.bucket || this.urls.isNamedSource(address));
    if (!known) return { missing: 'elsewhere' };
    const body = await this.store.read(address);
    return body === undefined ? { missing: 'gone' } : { path: await this.directory.keep(name, body) };
  }
}
