import type { Envelope, FileTypeView, MessageView } from '../../src/contracts/index.js';
import { ChatError } from './errors.js';
import type { ChatClientOptions } from './options.js';
import { refusal, type Rest } from './rest.js';

/** What is said of a file beside its bytes. */
export interface FileAnnouncement {
  caption?: string;
  clientMessageId: string;
  metadata?: Record<string, unknown>;
}

/** Where a file is now, for the message that announces it; or that message, where the service took both at once. */
export type Uploaded =
  | { file: { fileUrl: string; fileName: string; fileSize: number; fileType: string } }
  | { message: MessageView };

export interface UploadWatch {
  /** 0 to 1. */
  progress: (share: number) => void;
  signal: AbortSignal;
}

/** Brings files to the object store. */
export class Uploads {
  private readonly rest: Rest;
  private readonly way: NonNullable<ChatClientOptions['uploads']>;
  private readonly types: () => Promise<readonly FileTypeView[]>;

  /** @param types of files that the installation takes */
  constructor(
    rest: Rest,
    way: ChatClientOptions['uploads'] = 'presigned',
    types: () => Promise<readonly FileTypeView[]>,
  ) {
    this.rest = rest;
    this.way = way;
    this.types = types;
  }

  /** @throws ChatError FILE_INVALID and whatever else the service says; NETWORK, ABORTED */
  async upload(
    roomId: string,
    file: File,
    announcement: FileAnnouncement,
    watch: UploadWatch,
  ): Promise<Uploaded> {
    const type = await this.typeOf(file);
    return this.way === 'presigned'
      ? this.toStore(roomId, file, type, watch)
      : this.throughService(roomId, new File([file], file.name, { type }), announcement, watch);
  }

  private async toStore(roomId: string, file: File, fileType: string, watch: UploadWatch): Promise<Uploaded> {
    const announced = { fileName: file.name, fileSize: file.size, fileType };
    const call = this.rest.api.POST('/chats/{roomId}/upload-url', {
      params: { path: { roomId } },
      body: announced,
      signal: watch.signal,
    });
    const { upload, file_url } = (await this.rest.answer(call)).data;
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
    // The store reads nothing behind the file.
    form.append('file', new Blob([file], { type: fileType }), file.name);
    const answer = await post(upload.url, form, {}, watch);
    if (answer.status >= 300) throw refusal(undefined, answer);
    return { file: { fileUrl: file_url, ...announced } };
  }

  private async throughService(
    roomId: string,
    file: File,
    { caption, clientMessageId, metadata }: FileAnnouncement,
    watch: UploadWatch,
  ): Promise<Uploaded> {
    const form = new FormData();
    form.append('clientMessageId', clientMessageId);
    if (caption !== undefined) form.append('caption', caption);
    if (metadata !== undefined) form.append('metadata', JSON.stringify(metadata));
    form.append('file', file, file.name);
    const url = `${this.rest.url}/chats/${roomId}/upload`;
    const answer = await post(url, form, await this.rest.identity(), watch);
    const body = JSON.parse(answer.body || 'null') as Envelope<MessageView> | null;
    if (body?.success !== true) throw refusal(body, answer);
    return { message: body.data };
  }

  /** Browsers know some types by the name only, and recorders say more than the type. */
  private async typeOf({ name, type }: File): Promise<string> {
    const plain = type.split(';')[0]?.trim().toLowerCase() ?? '';
    const types = await this.types();
    if (types.some(({ media_types }) => media_types.includes(plain))) return plain;
    const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
    const known = types.find(({ extensions }) => extensions.includes(ending));
    return known?.media_types[0] ?? (plain || 'application/octet-stream');
  }
}

interface PostAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** Posts a form. In browsers by XMLHttpRequest: `fetch` tells nothing of what has gone out. */
function post(
  url: string,
  form: FormData,
  headers: Record<string, string>,
  watch: UploadWatch,
): Promise<PostAnswer> {
  return 'XMLHttpRequest' in globalThis
    ? postWatched(url, form, headers, watch)
    : postPlain(url, form, headers, watch);
}

async function postPlain(
  url: string,
  form: FormData,
  headers: Record<string, string>,
  { signal, progress }: UploadWatch,
): Promise<PostAnswer> {
  // As bytes: where Node reads a form while it sends it, taking it back in the first moment ends the program.
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? '';
  const body = await encoded.arrayBuffer();
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { ...headers, 'content-type': type },
    signal,
  });
  progress(1);
  return { status: response.status, headers: response.headers, body: await response.text() };
}

function postWatched(
  url: string,
  form: FormData,
  headers: Record<string, string>,
  { signal, progress }: UploadWatch,
): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    const fail = (code: 'NETWORK' | 'ABORTED', message: string) => () =>
      reject(new ChatError({ code, message }));
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) progress(loaded / total);
    });
    request.addEventListener('load', () => {
      // Asked for by its name, one that the store does not show would make the browser complain.
      const retryAfter = /^retry-after: *(\d+)/im.exec(request.getAllResponseHeaders())?.[1];
      const answered = new Headers(retryAfter === undefined ? {} : { 'retry-after': retryAfter });
      resolve({ status: request.status, headers: answered, body: request.responseText });
    });
    request.addEventListener('error', fail('NETWORK', 'The upload broke off'));
    request.addEventListener('abort', fail('ABORTED', 'The upload was cancelled'));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    signal.addEventListener('abort', abort);
    if (signal.aborted) fail('ABORTED', 'The upload was cancelled')();
    else request.send(form);
  });
}
