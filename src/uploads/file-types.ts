import { Injectable } from '@nestjs/common';
import { AppConfig, ConfigError } from '../config/index.js';
import type { FileKind } from '../contracts/index.js';

/** A type of file that the service takes. */
export interface FileType {
  kind: FileKind;
  /** What a client may announce; the first is the usual one. */
  mediaTypes: readonly string[];
  /** Endings of the name, lower case; the first is given to the stored object. */
  extensions: readonly string[];
  /** What the first bytes may be taken for. A text has no signature: its bytes are looked at another way. */
  signatures: readonly string[] | 'text';
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Everything that can be allowed. SVG and HTML are not here on purpose: they run scripts in the reader's browser.
 * Phones and browsers name the same container differently (a voice message is `audio/webm` or `audio/mp4`, its bytes
 * look like a video), so an announced type lists all that its bytes may rightly be taken for.
 */
const FILE_TYPES: readonly FileType[] = [
  {
    kind: 'image',
    mediaTypes: ['image/jpeg'],
    extensions: ['jpg', 'jpeg', 'jfif'],
    signatures: ['image/jpeg'],
  },
  { kind: 'image', mediaTypes: ['image/png'], extensions: ['png'], signatures: ['image/png', 'image/apng'] },
  { kind: 'image', mediaTypes: ['image/webp'], extensions: ['webp'], signatures: ['image/webp'] },
  { kind: 'image', mediaTypes: ['image/gif'], extensions: ['gif'], signatures: ['image/gif'] },
  {
    kind: 'image',
    mediaTypes: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
    extensions: ['heic', 'heif'],
    signatures: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  },
  { kind: 'document', mediaTypes: ['application/pdf'], extensions: ['pdf'], signatures: ['application/pdf'] },
  { kind: 'document', mediaTypes: [DOCX], extensions: ['docx'], signatures: [DOCX] },
  { kind: 'document', mediaTypes: [XLSX], extensions: ['xlsx'], signatures: [XLSX] },
  { kind: 'document', mediaTypes: ['text/plain'], extensions: ['txt'], signatures: 'text' },
  {
    kind: 'video',
    mediaTypes: ['video/mp4'],
    extensions: ['mp4'],
    signatures: ['video/mp4', 'video/x-m4v', 'video/3gpp'],
  },
  { kind: 'video', mediaTypes: ['video/webm'], extensions: ['webm'], signatures: ['video/webm'] },
  { kind: 'audio', mediaTypes: ['audio/webm'], extensions: ['webm', 'weba'], signatures: ['video/webm'] },
  {
    kind: 'audio',
    mediaTypes: ['audio/ogg', 'application/ogg', 'audio/opus'],
    extensions: ['ogg', 'oga', 'opus'],
    signatures: ['audio/ogg', 'application/ogg'],
  },
  {
    kind: 'audio',
    mediaTypes: ['audio/mp4', 'audio/x-m4a', 'audio/m4a'],
    extensions: ['m4a', 'mp4'],
    signatures: ['audio/mp4', 'audio/x-m4a', 'video/mp4'],
  },
  {
    kind: 'audio',
    mediaTypes: ['audio/mpeg', 'audio/mp3'],
    extensions: ['mp3'],
    signatures: ['audio/mpeg'],
  },
];

/** The types that this installation allows, and their sizes. */
@Injectable()
export class FileTypes {
  /** Every allowed type. */
  readonly all: readonly FileType[];

  /** @throws ConfigError when FILE_TYPES names a type that is not known here */
  constructor(private readonly config: AppConfig) {
    const wanted = config.files.types.map((type) => type.toLowerCase());
    const unknown = wanted.filter((type) => findType(FILE_TYPES, type) === undefined);
    if (unknown.length > 0) {
      throw new ConfigError(unknown.map((type) => `FILE_TYPES: "${type}" is not a type that can be allowed`));
    }
    this.all =
      wanted.length === 0
        ? FILE_TYPES
        : FILE_TYPES.filter(({ mediaTypes }) => mediaTypes.some((type) => wanted.includes(type)));
  }

  /** @param mediaType as announced; parameters (`;codecs=opus`) do not count */
  find(mediaType: string): FileType | undefined {
    return findType(this.all, bareMediaType(mediaType));
  }

  /** The type that a name's ending suggests, for senders that announce none. */
  findByName(name: string): FileType | undefined {
    const extension = extensionOf(name);
    return this.all.find(({ extensions }) => extensions.includes(extension));
  }

  /** @returns bytes */
  maxSize({ kind }: FileType): number {
    return kind === 'video' ? this.config.files.maxVideoBytes : this.config.files.maxBytes;
  }

  /** @returns bytes: the most that any allowed type may have */
  get largest(): number {
    return Math.max(...this.all.map((type) => this.maxSize(type)));
  }
}

const findType = (types: readonly FileType[], mediaType: string): FileType | undefined =>
  types.find(({ mediaTypes }) => mediaTypes.includes(mediaType));

/** The media type without parameters, in lower case. */
export const bareMediaType = (mediaType: string): string =>
  mediaType.split(';', 1).join('').trim().toLowerCase();

/** The ending of a name without its dot, in lower case; empty when there is none. Independent of the locale. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}
