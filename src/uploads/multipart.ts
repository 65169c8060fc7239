import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { drain } from '../common/http/index.js';
import { AppError, assertPlainJson } from '../common/index.js';

const FILE_FIELD = 'file';
const TEXT_FIELDS = ['caption', 'clientMessageId', 'metadata'] as const;

/** Bytes of a text field; what is cut off here is far too long for any rule of its own. */
const FIELD_SIZE = 32 * 1024;
/**
 * How the form is parsed. The size of the file is watched by whoever receives it. A second file is let through to be
 * refused in plain words, and so is a path in the file's name, which the parser would cut off.
 */
const PARSER = {
  preservePath: true,
  limits: { fieldSize: FIELD_SIZE, fields: 20, files: 2, parts: 22, fileSize: Number.MAX_SAFE_INTEGER },
};
/** Milliseconds without a byte after which the sender counts as gone. */
const MAX_SILENCE = 15_000;

/** The form's file as it comes. Either read `stream` to its end or throw. */
export interface FilePart {
  fileName: string;
  /** The media type as the form names it. */
  fileType: string;
  stream: Readable;
}

export interface FileHandlers<File> {
  /** Called once, when the file begins. */
  receive(part: FilePart): Promise<File>;
  /** Called with what `receive` gave when the rest of the form turns out to be wrong. */
  discard(file: File): Promise<void>;
}

export interface MultipartUpload<File> {
  file: File;
  /** As sent, `metadata` out of its JSON, their form not checked; an empty field counts as absent. */
  fields: Partial<Record<(typeof TEXT_FIELDS)[number], unknown>>;
}

/**
 * Reads `multipart/form-data` with exactly one `file` part and the fields `caption`, `clientMessageId` and `metadata`,
 * before or after it; other fields are ignored. The file is never held as a whole. Whatever happens, the request is read on to
 * its end, so that the connection serves the next one.
 * @param maxSilence milliseconds; a sender who is silent for longer is cut off, as if he had broken off himself
 * @throws AppError UNSUPPORTED_MEDIA_TYPE, FILE_INVALID, VALIDATION_FAILED, PAYLOAD_TOO_LARGE (too many parts), and
 *   whatever `receive` throws
 */
export async function readMultipartUpload<File>(
  request: FastifyRequest,
  handlers: FileHandlers<File>,
  maxSilence = MAX_SILENCE,
): Promise<MultipartUpload<File>> {
  if (!request.isMultipart()) throw new AppError('UNSUPPORTED_MEDIA_TYPE');
  const form = new UploadForm(handlers);
  const stopWatching = endSilent(request.raw, maxSilence);
  try {
    for await (const part of partsOf(request)) {
      if (part.type === 'file') await form.addFile(part);
      else form.addField(part.fieldname, part.value);
    }
    return form.result();
  } catch (error) {
    await form.giveUp();
    throw error;
  } finally {
    stopWatching();
    drain(request.raw);
  }
}

class UploadForm<File> {
  private readonly fields: MultipartUpload<File>['fields'] = {};
  private received: { file: File } | undefined;
  private current: Readable | undefined;

  constructor(private readonly handlers: FileHandlers<File>) {}

  async addFile({ fieldname, filename, mimetype, file: stream }: MultipartFile): Promise<void> {
    this.current = stream;
    if (fieldname !== FILE_FIELD || this.received !== undefined) throw wrongParts();
    try {
      // A part of bytes may come without a name, whatever the parser's types say.
      const part = { fileName: (filename as string | undefined) ?? '', fileType: mimetype, stream };
      this.received = { file: await this.handlers.receive(part) };
    } catch (error) {
      throw stream.errored !== null && !(error instanceof AppError) ? wrongParts(error) : error;
    }
  }

  addField(name: string, value: unknown): void {
    const field = TEXT_FIELDS.find((known) => known === name);
    if (field === undefined || value === '') return;
    if (this.fields[field] !== undefined) throw AppError.invalid(field, 'givenOnce');
    this.fields[field] = value;
  }

  result(): MultipartUpload<File> {
    if (this.received === undefined) throw wrongParts();
    if (this.fields.metadata !== undefined) this.fields.metadata = parsed(this.fields.metadata);
    assertPlainJson(this.fields);
    return { file: this.received.file, fields: this.fields };
  }

  async giveUp(): Promise<void> {
    // The parser waits for this part to be read; closing it lets the parser go.
    this.current?.destroy();
    if (this.received !== undefined) await this.handlers.discard(this.received.file);
  }
}

function parsed(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    throw AppError.invalid('metadata', 'isObject');
  }
}

const wrongParts = (cause?: unknown): AppError =>
  new AppError('FILE_INVALID', { faults: [{ field: FILE_FIELD, rule: 'filePart' }], cause });

/** A form that cannot be parsed is bad input; the parser throws plain errors for most of it. */
async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart, void> {
  try {
    yield* request.parts(PARSER);
  } catch (cause) {
    const { statusCode } = cause as { statusCode?: unknown };
    throw statusCode === 413 ? new AppError('PAYLOAD_TOO_LARGE', { cause }) : wrongParts(cause);
  }
}

/**
 * Cuts the connection when no byte of the body comes for a while. Looks from time to time rather than at each chunk: a
 * listener would set the stream going before the parser is there. A slow store is not the sender's silence: then there
 * are bytes that wait to be read.
 * @returns stops it
 */
function endSilent(request: IncomingMessage, maxSilence: number): () => void {
  let seen = request.socket.bytesRead;
  let since = performance.now();
  const timer = setInterval(() => {
    const { bytesRead } = request.socket;
    if (bytesRead !== seen || request.complete || request.readableLength > 0) {
      seen = bytesRead;
      since = performance.now();
    } else if (performance.now() - since >= maxSilence) request.destroy();
  }, maxSilence / 5);
  return () => clearInterval(timer);
}
