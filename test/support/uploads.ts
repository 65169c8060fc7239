import { randomUUID } from 'node:crypto';
import type { MessageView, UploadGrant } from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import { call, type Answer } from './http.js';
import { openJobs } from './jobs.js';
import type { Scene } from './scene.js';
import { until } from './until.js';

/** The smallest PNG there is: one transparent pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Announces a file as a PNG and puts it into the store, as a browser would. @returns what names it in a message */
export async function uploaded(
  scene: Scene,
  dealer: Dealer,
  path: string,
  bytes: Buffer = PNG,
  fileName = 'araç-görüntüsü.png',
) {
  const announced = { fileName, fileSize: bytes.length, fileType: 'image/png' };
  const grant = await scene.as(dealer).post<UploadGrant>(`${path}/upload-url`, announced);
  expect(grant.status).toBe(201);
  const { upload, file_url } = grant.body.data;
  const form = formWith(bytes, 'file', 'image/png', upload.fields);
  expect((await fetch(upload.url, { method: 'POST', body: form })).status).toBeLessThan(300);
  return { ...announced, fileUrl: file_url };
}

/** Puts a PNG, past the service, where this gallery's upload for this room would lie. @returns its URL */
export async function placedUpload({ service }: Scene, roomId: string, galleryId: string): Promise<string> {
  const { client, name, endpoint } = service.ground.bucket;
  const key = `incoming/${roomId}/${galleryId}/${randomUUID()}.png`;
  await client.putObject(name, key, PNG, PNG.length, { 'Content-Type': 'image/png' });
  return `${endpoint}/${name}/${key}`;
}

/** A form with some fields, and the file behind them. */
export function formWith(
  bytes: Buffer,
  name: string,
  type: string,
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
}

/** Uploads through the service. @param path the room's */
export const sendForm = (
  { service }: Scene,
  { token }: Dealer,
  path: string,
  form: FormData,
): Promise<Answer<MessageView>> => call(service.url, 'POST', `${path}/upload`, { token, raw: form });

interface StoredObject {
  name: string;
}

/** What the service has stored for a room, past the service. */
export const storedFiles = ({ service: { ground } }: Scene, roomId: string): Promise<StoredObject[]> =>
  ground.bucket.client.listObjectsV2(ground.bucket.name, `files/${roomId}/`, true).toArray() as Promise<
    StoredObject[]
  >;

/** The same once no job is under way that could add to it, or take from it. */
export async function settledFiles(scene: Scene, roomId: string): Promise<StoredObject[]> {
  await until(async () => (await openJobs(scene.service.db)) === 0);
  return storedFiles(scene, roomId);
}

/** Of those what people have sent, and no small pictures of it. */
export const sentFiles = async (scene: Scene, roomId: string): Promise<StoredObject[]> =>
  (await settledFiles(scene, roomId)).filter(({ name }) => !name.endsWith('.thumb'));
