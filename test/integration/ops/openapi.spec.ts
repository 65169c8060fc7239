import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ERROR_STATUS, type Failure } from '../../../src/contracts/index.js';
import { DocumentSchemas } from './document-schemas.js';
import { createUnconnectedApp } from './unconnected.js';

interface Route {
  method: string;
  url: string;
}
interface Media {
  schema: object;
  examples?: Record<string, { value: Partial<Failure> }>;
}
interface Operation {
  summary?: string;
  tags?: string[];
  security?: object[];
  parameters: { name: string; in: string; schema: object }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

let app: NestFastifyApplication;
let document: OpenAPIObject;
const routes: Route[] = [];

/** Every operation with the keys that lead to it. */
function operations(): { path: string[]; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path: ['paths', url, method],
      operation: operation as Operation,
    })),
  );
}

beforeAll(async () => {
  app = await createUnconnectedApp();
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat())
      if (name !== 'HEAD' && name !== 'OPTIONS') routes.push({ method: name, url });
  });
  await app.init();
  await fastify.ready();
  document = (await app.inject('/docs-json')).json();
});

afterAll(() => app.close());

describe('the OpenAPI document', () => {
  it('has every route of the application, and no other', () => {
    const registered = routes
      .filter(({ url }) => !url.includes('*'))
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    const described = operations().map(({ path: [, url, method = ''] }) => `${method.toUpperCase()} ${url}`);
    expect(registered).toContain('POST /chats/{roomId}/upload');
    expect(described.toSorted()).toEqual([...new Set(registered)].toSorted());
  });

  it('says who may call what', () => {
    for (const { path, operation } of operations()) {
      const needsToken = path[1]?.startsWith('/chats') && path[1] !== '/chats/capabilities';
      expect([path, operation.security]).toEqual([path, needsToken ? [{ bearer: [] }] : undefined]);
      expect([path, '401' in operation.responses]).toEqual([path, needsToken]);
      expect([path, operation.summary, operation.tags]).toEqual([
        path,
        expect.any(String),
        [expect.any(String)],
      ]);
      const header = operation.parameters.find(({ name }) => name === 'x-gallery-id');
      expect([path, header?.in]).toEqual([path, needsToken ? 'header' : undefined]);
    }
  });

  it('names ids in paths as UUIDs', () => {
    const ids = operations().flatMap(({ operation }) => operation.parameters.filter((p) => p.in === 'path'));
    expect(ids.length).toBeGreaterThan(0);
    for (const { schema } of ids) expect(schema).toMatchObject({ type: 'string', format: 'uuid' });
  });

  it('gives examples that their schemas accept, for bodies and answers', () => {
    const schemas = new DocumentSchemas(document);
    let checked = 0;
    for (const { path, operation } of operations()) {
      const places: [string[], Record<string, Media>][] = [
        [['requestBody'], operation.requestBody?.content ?? {}],
        ...Object.entries(operation.responses).map(
          ([status, { content = {} }]): [string[], Record<string, Media>] => [['responses', status], content],
        ),
      ];
      for (const [place, content] of places) {
        for (const [mediaType, { examples = {} }] of Object.entries(content)) {
          for (const [name, { value }] of Object.entries(examples)) {
            const schema = [...path, ...place, 'content', mediaType, 'schema'];
            expect([...schema, name, schemas.faults(schema, value)]).toEqual([...schema, name, []]);
            checked++;
          }
        }
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('puts every error under its own status, with its code as the name', () => {
    for (const { path, operation } of operations()) {
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (!path[1]?.startsWith('/chats') || Number(status) < 400) continue;
        const examples = Object.entries(content?.['application/json']?.examples ?? {});
        expect([path, status, examples.length]).not.toEqual([path, status, 0]);
        for (const [code, { value }] of examples) {
          expect(value.error?.code).toBe(code);
          expect([code, ERROR_STATUS[code as keyof typeof ERROR_STATUS]]).toEqual([code, Number(status)]);
        }
      }
    }
  });

  it('is shown as a page, and the socket events beside it', async () => {
    const page = await app.inject('/docs');
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html']);
    const script = await app.inject('/docs/swagger-ui-bundle.js');
    expect(script.statusCode).toBe(200);
    const events = await app.inject('/docs/events');
    expect(events.json().asyncapi).toBe('3.0.0');
    const eventsPage = await app.inject({ url: '/docs/events', headers: { accept: 'text/html,*/*' } });
    expect(eventsPage.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(eventsPage.body).toContain('<h3>new_message</h3>');
  });
});
