import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { VERSION } from '../../../src/common/index.js';
import type { Capabilities } from '../../../src/contracts/index.js';
import { DocumentSchemas } from './document-schemas.js';
import { createUnconnectedApp } from './unconnected.js';

let app: NestFastifyApplication;

async function capabilities(settings: NodeJS.ProcessEnv = {}): Promise<Capabilities> {
  app = await createUnconnectedApp(settings);
  await app.init();
  const answer = await app.inject('/chats/capabilities');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ success: true, data: expect.any(Object) });
  return answer.json<{ data: Capabilities }>().data;
}

afterEach(() => app.close());

describe('GET /chats/capabilities', () => {
  it('answers version, features and limits without a token, as the document describes them', async () => {
    const data = await capabilities();
    expect(data.version).toBe(VERSION);
    expect(data.features).toMatchObject({
      room_types: ['offer', 'vehicle'],
      message_types: ['text', 'file', 'system', 'offer_update'],
      dealer_message_types: ['text', 'file', 'offer_update'],
      search: true,
    });
    expect(data.limits).toMatchObject({ content_length: 4000, metadata_bytes: 8192, messages_per_page: 100 });
    const document = (await app.inject('/docs-json')).json<OpenAPIObject>();
    const schema = [
      'paths',
      '/chats/capabilities',
      'get',
      'responses',
      '200',
      'content',
      'application/json',
      'schema',
    ];
    expect(new DocumentSchemas(document).faults(schema, { success: true, data })).toEqual([]);
  });

  it('follows the settings of the installation', async () => {
    const data = await capabilities({
      SUPPORT_GALLERY_ID: '00000000-0000-7000-8000-0000000005a9',
      CHAT_SYSTEM_MESSAGES: 'anyone',
      FILE_TYPES: 'image/png,video/mp4',
      FILE_MAX_BYTES: '1000',
      FILE_MAX_VIDEO_BYTES: '2000',
      FILE_URL_TTL: '600',
    });
    expect(data.features.room_types).toContain('support');
    expect(data.features.dealer_message_types).toContain('system');
    expect(data.limits.file_url_ttl).toBe(600);
    expect(data.limits.files).toEqual([
      { kind: 'image', media_types: ['image/png'], extensions: ['png'], max_bytes: 1000 },
      {
        kind: 'video',
        media_types: expect.arrayContaining(['video/mp4']),
        extensions: expect.arrayContaining(['mp4']),
        max_bytes: 2000,
      },
    ]);
  });
});
