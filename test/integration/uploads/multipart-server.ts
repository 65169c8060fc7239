import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { AppError, toAppError } from '../../../src/common/index.js';
import { readMultipartUpload } from '../../../src/uploads/multipart.js';
import type { FileOwner } from '../../../src/uploads/file-intake.service.js';
import type { IntakeParts } from './intake.js';

/** A route that takes a form's file in, as the service's own does. */
export async function startMultipartServer(
  { intake, kept }: Pick<IntakeParts, 'intake' | 'kept'>,
  owner: FileOwner,
  maxSilence?: number,
): Promise<FastifyInstance> {
  const server = fastify({ bodyLimit: 1024 * 1024 });
  await server.register(multipart);
  server.setErrorHandler((error, _, reply) => {
    const { status, code, faults } = toAppError(error);
    return reply.status(status).send({ code, faults });
  });
  server.post('/upload', async (request) => {
    const upload = await readMultipartUpload(
      request,
      {
        receive: (part) => intake.receive({ ...owner, ...part }),
        discard: (file) => kept.discard(file),
      },
      maxSilence,
    );
    // What a controller would refuse once it has the whole form.
    if (upload.fields.caption === 'refuse me') {
      await kept.discard(upload.file);
      throw new AppError('VALIDATION_FAILED');
    }
    return upload;
  });
  server.get('/', () => ({ alive: true }));
  await server.listen({ port: 0, host: '127.0.0.1' });
  return server;
}

export interface Answer {
  status: number;
  body: Record<string, unknown> & { faults?: { field: string; rule: string }[] };
}

const BOUNDARY = '----form7f3a';

/** A part of a form: a field, or a file when it has a name. */
export interface Part {
  field: string;
  fileName?: string;
  type?: string;
  content: string | Buffer | (() => AsyncIterable<Buffer> | Iterable<Buffer>);
}

async function* encode(parts: Part[], end = `--${BOUNDARY}--\r\n`): AsyncGenerator<Buffer> {
  for (const { field, fileName, type, content } of parts) {
    const name = fileName === undefined ? '' : `; filename="${fileName}"`;
    const contentType = type === undefined ? '' : `\r\ncontent-type: ${type}`;
    yield Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"${name}${contentType}\r\n\r\n`,
    );
    if (typeof content === 'function') yield* content();
    else yield Buffer.from(content);
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(end);
}

/** Sends a form piece by piece, and reads the answer whenever it comes. */
export async function sendForm(server: FastifyInstance, parts: Part[], end?: string): Promise<Answer> {
  const { port } = server.server.address() as AddressInfo;
  const request = httpRequest({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/upload',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  Readable.from(encode(parts, end)).pipe(request);
  const [response] = await answered;
  const text = Buffer.concat(await response.toArray()).toString();
  // A refused file is answered before all of it was sent; Node's client would hold on to the connection.
  request.destroy();
  return { status: response.statusCode ?? 0, body: JSON.parse(text) as Answer['body'] };
}

/** Sends the start of a request on a bare connection. */
export async function sendRaw(server: FastifyInstance, headers: string, body: string | Buffer = '') {
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`POST /upload HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`);
  socket.write(body);
  return socket;
}
