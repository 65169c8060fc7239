import type { Part } from './multipart-server.js';
import { SAMPLES } from './samples.js';

export const MB = 1024 * 1024;

export const photo: Part = { field: 'file', fileName: 'Şasi.png', type: 'image/png', content: SAMPLES.png };

/** The start of a form with the boundary `b`, up to the bytes of its file. */
export const FILE_HEAD =
  '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n';

/** One buffer, so that the sender holds no memory. */
const FILLER = Buffer.alloc(64 * 1024, 'x');

/** `size` bytes that begin as a sample does. */
export const long = (start: Buffer, size: number) =>
  function* (): Generator<Buffer> {
    yield start;
    for (let left = size - start.length; left > 0; left -= FILLER.length) {
      yield FILLER.subarray(0, Math.min(left, FILLER.length));
    }
  };
