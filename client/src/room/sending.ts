import { replyPreviewOf } from '../../../src/contracts/excerpt.js';
import type { MessageView, ReplyPreview } from '../../../src/contracts/index.js';
import { ChatError, toChatError } from '../errors.js';
import type { Outbox, UnsentMessage } from '../outbox/outbox.js';
import type { StoredMessage } from '../outbox/storage.js';
import type { Uploads } from '../uploads.js';

/** A message of one's own that is not acknowledged. */
export interface OutgoingMessage {
  clientMessageId: string;
  roomId: string;
  content: string | null;
  createdAt: string;
  replyTo: ReplyPreview | null;
  /** `waiting`: it goes out by itself, as soon as it can. `failed`: it was refused, or its upload broke off. */
  status: 'uploading' | 'waiting' | 'failed';
  file: OutgoingFile | null;
  error: ChatError | null;
}

export interface OutgoingFile {
  name: string;
  size: number;
  type: string;
  /** 0 to 1. */
  progress: number;
  /** Shows it before the service does; null after a reload. */
  localUrl: string | null;
}

export interface SendOptions {
  replyTo?: MessageView;
  metadata?: Record<string, unknown>;
}

export interface SendFileOptions {
  caption?: string;
  /** `duration` in seconds, `waveform` of 0 to 100 each. */
  voice?: { duration: number; waveform: number[] };
  replyTo?: MessageView;
}

interface Upload {
  file: File;
  options: SendFileOptions;
  outgoing: OutgoingMessage & { file: OutgoingFile };
  cancel: AbortController;
}

export interface SendingHooks {
  changed(): void;
  stored(message: MessageView): void;
}

/** What is on its way into one room: files that are being uploaded, and messages in the outbox. */
export class Sending {
  private readonly roomId: string;
  private readonly outbox: Outbox;
  private readonly uploads: Uploads;
  private readonly hooks: SendingHooks;
  private readonly underWay = new Map<string, Upload>();
  private readonly localUrls = new Map<string, string>();
  /** What does not change is shown by the same object. */
  private readonly views = new WeakMap<StoredMessage, OutgoingMessage>();

  constructor(roomId: string, outbox: Outbox, uploads: Uploads, hooks: SendingHooks) {
    this.roomId = roomId;
    this.outbox = outbox;
    this.uploads = uploads;
    this.hooks = hooks;
  }

  get list(): OutgoingMessage[] {
    const waiting = this.outbox.in(this.roomId).map((message) => this.viewOf(message));
    return [...waiting, ...[...this.underWay.values()].map(({ outgoing }) => outgoing)];
  }

  send(content: string, { replyTo, metadata }: SendOptions): OutgoingMessage {
    const message = this.newMessage(content, replyTo);
    if (metadata !== undefined) message.body.metadata = metadata;
    return this.viewOf(this.outbox.add(message));
  }

  sendFile(file: File, options: SendFileOptions): OutgoingMessage {
    const { name, size, type } = file;
    const localUrl = 'createObjectURL' in URL ? URL.createObjectURL(file) : null;
    const outgoing: Upload['outgoing'] = {
      clientMessageId: crypto.randomUUID(),
      roomId: this.roomId,
      content: options.caption ?? null,
      createdAt: new Date().toISOString(),
      replyTo: options.replyTo ? replyPreviewOf(options.replyTo) : null,
      status: 'uploading',
      file: { name, size, type, progress: 0, localUrl },
      error: null,
    };
    if (localUrl !== null) this.localUrls.set(outgoing.clientMessageId, localUrl);
    this.begin({ file, options, outgoing, cancel: new AbortController() });
    return outgoing;
  }

  /** Sends one again that failed. */
  retry(clientMessageId: string): void {
    const upload = this.underWay.get(clientMessageId);
    if (upload === undefined) this.outbox.retry(this.roomId, clientMessageId);
    else if (upload.outgoing.status === 'failed') {
      const outgoing = { ...upload.outgoing, status: 'uploading' as const, error: null };
      this.begin({ ...upload, outgoing, cancel: new AbortController() });
    }
  }

  /** Takes one back: one that failed, is being uploaded, or waits. */
  discard(clientMessageId: string): void {
    this.underWay.get(clientMessageId)?.cancel.abort();
    this.underWay.delete(clientMessageId);
    this.outbox.discard(this.roomId, clientMessageId);
    this.forgetUrl(clientMessageId);
    this.hooks.changed();
  }

  /** It stands in the room now. */
  settled(clientMessageId: string | null): void {
    if (clientMessageId === null) return;
    // A file that the service has taken and announced before it answered.
    this.underWay.delete(clientMessageId);
    this.outbox.settle(this.roomId, clientMessageId);
    this.forgetUrl(clientMessageId);
  }

  private begin(upload: Upload): void {
    this.show(upload);
    void this.upload(upload);
  }

  private async upload(upload: Upload): Promise<void> {
    const { file, options, outgoing, cancel } = upload;
    const { clientMessageId } = outgoing;
    const metadata = options.voice && { voice: options.voice };
    const announcement = {
      clientMessageId,
      ...(options.caption && { caption: options.caption }),
      ...(metadata && { metadata }),
    };
    try {
      const uploaded = await this.uploads.upload(this.roomId, file, announcement, {
        signal: cancel.signal,
        progress: (share) => this.change(clientMessageId, { file: { ...outgoing.file, progress: share } }),
      });
      // Taken back in the last moment.
      if (cancel.signal.aborted) return;
      this.underWay.delete(clientMessageId);
      if ('message' in uploaded) this.hooks.stored(uploaded.message);
      else {
        const message = this.newMessage(options.caption ?? null, options.replyTo, clientMessageId);
        Object.assign(message.body, { messageType: 'file', ...uploaded.file, ...(metadata && { metadata }) });
        this.outbox.add(message);
      }
    } catch (thrown) {
      if (!cancel.signal.aborted)
        this.change(clientMessageId, { status: 'failed', error: toChatError(thrown) });
    }
  }

  private change(clientMessageId: string, change: Partial<Upload['outgoing']>): void {
    const upload = this.underWay.get(clientMessageId);
    if (upload) this.show({ ...upload, outgoing: { ...upload.outgoing, ...change } });
  }

  private show(upload: Upload): void {
    this.underWay.set(upload.outgoing.clientMessageId, upload);
    this.hooks.changed();
  }

  private newMessage(
    content: string | null,
    replyTo: MessageView | undefined,
    clientMessageId: string = crypto.randomUUID(),
  ): UnsentMessage {
    const { roomId } = this;
    return {
      clientMessageId,
      order: nextOrder(),
      body: { roomId, content, clientMessageId, ...(replyTo && { replyToId: replyTo.id }) },
      replyTo: replyTo ? replyPreviewOf(replyTo) : null,
      createdAt: new Date().toISOString(),
      error: null,
    };
  }

  private viewOf(message: StoredMessage): OutgoingMessage {
    const known = this.views.get(message);
    if (known !== undefined) return known;
    const view = this.newView(message);
    this.views.set(message, view);
    return view;
  }

  private newView({ clientMessageId, body, replyTo, createdAt, error }: StoredMessage): OutgoingMessage {
    const { content = null, fileName, fileSize = 0, fileType = '' } = body;
    const localUrl = this.localUrls.get(clientMessageId) ?? null;
    return {
      ...{ clientMessageId, roomId: this.roomId, content, createdAt, replyTo },
      status: error === null ? 'waiting' : 'failed',
      file:
        fileName === undefined
          ? null
          : { name: fileName, size: fileSize, type: fileType, progress: 1, localUrl },
      error: error === null ? null : new ChatError(error),
    };
  }

  private forgetUrl(clientMessageId: string): void {
    const url = this.localUrls.get(clientMessageId);
    if (url !== undefined) URL.revokeObjectURL(url);
    this.localUrls.delete(clientMessageId);
  }
}

let last = 0;
/** Grows, also over reloads. */
function nextOrder(): number {
  last = Math.max(last + 1, Date.now() * 1000);
  return last;
}
