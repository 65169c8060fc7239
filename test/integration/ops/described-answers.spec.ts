import type { OpenAPIObject } from '@nestjs/swagger';
import { buildAsyncApi } from '../../../src/docs/index.js';
import { Marketplace } from '../../factories/marketplace.js';
import { Client, type Answer } from '../../support/http.js';
import { indexed } from '../../support/searching.js';
import { startService, type TestService } from '../../support/service.js';
import { TestSocket } from '../../support/sockets.js';
import { signToken } from '../../support/tokens.js';
import { DocumentSchemas } from './document-schemas.js';

let service: TestService;
let rest: DocumentSchemas;
const events = new DocumentSchemas(buildAsyncApi());

/** @param template the route as the document names it */
function expectDescribed(method: string, template: string, answer: Answer): void {
  const path = [
    'paths',
    template,
    method,
    'responses',
    String(answer.status),
    'content',
    'application/json',
    'schema',
  ];
  expect([method, template, answer.status, rest.faults(path, answer.body)]).toEqual([
    method,
    template,
    answer.status,
    [],
  ]);
}

function expectDescribedEvent(name: string, payload: unknown): void {
  expect([name, events.faults(['components', 'messages', name, 'payload'], payload)]).toEqual([name, []]);
}

beforeAll(async () => {
  service = await startService();
  rest = new DocumentSchemas((await (await fetch(`${service.url}/docs-json`)).json()) as OpenAPIObject);
});

afterAll(() => service.stop());

describe('what the service sends', () => {
  it('over REST is what the OpenAPI document describes', async () => {
    const { buyer, seller, offerId } = await new Marketplace(service.db).deal();
    const client = new Client(service.url, buyer.token);
    const other = new Client(service.url, seller.token);
    const opened = await client.post<{ id: string }>('/chats', { roomType: 'offer', offerId });
    const roomId = opened.body.data.id;
    const room = `/chats/${roomId}`;
    const clientMessageId = '3f2e1d0c-4b5a-4968-8776-655443322198';
    const message = { content: 'Merhaba', clientMessageId, metadata: { kaynak: 'ilan' } };
    const sent = await client.post<{ id: string }>(`${room}/messages`, message);
    const id = sent.body.data.id;
    const { token } = await new Marketplace(service.db).serviceToken();
    const admin = new Client(service.url, token, { 'x-gallery-id': buyer.galleryId });
    const jti = 'a-token-of-nobody';
    const file = { fileName: 'arac.png', fileSize: 1024, fileType: 'image/png' };

    const found = async (by: Client, path: string) => {
      await indexed(service.db);
      const answer = await by.get<object[]>(`${path}?q=merhaba`);
      expect(answer.body.data).toHaveLength(1);
      return answer;
    };

    const by = (role: string) =>
      new Client(service.url, signToken({ userId: buyer.userId, galleryId: buyer.galleryId, role }));
    const [support, head] = [by('support'), by('admin')];
    const theirs = '/chats/admin/rooms/{roomId}';

    const calls: [string, string, Answer][] = [
      ['post', '/chats', opened],
      ['post', '/chats', await client.post('/chats', { roomType: 'offer', offerId })],
      ['post', '/chats', await client.post('/chats', { roomType: 'neither' })],
      ['post', '/chats/{roomId}/messages', sent],
      ['post', '/chats/{roomId}/messages', await client.post(`${room}/messages`, message)],
      [
        'post',
        '/chats/{roomId}/messages',
        await client.post(`${room}/messages`, { ...message, content: 'Başka' }),
      ],
      [
        'post',
        '/chats/{roomId}/messages',
        await client.post(`${room}/messages`, { content: 'Dolandırıcı', messageType: 'system' }),
      ],
      [
        'post',
        '/chats/{roomId}/messages',
        await client.post(`${room}/messages`, { content: 'Yeni teklif', messageType: 'offer_update' }),
      ],
      ['get', '/chats', await other.get('/chats?unread=true&limit=5')],
      ['get', '/chats', await other.get('/chats?limit=none')],
      ['get', '/chats/unread-count', await other.get('/chats/unread-count')],
      ['get', '/chats/presence', await other.get(`/chats/presence?userIds=${seller.userId},${buyer.userId}`)],
      ['get', '/chats/presence', await other.get('/chats/presence?userIds=abc')],
      ['get', '/chats/{roomId}', await other.get(room)],
      ['get', '/chats/{roomId}/messages', await other.get(`${room}/messages`)],
      ['get', '/chats/{roomId}/messages', await other.get(`${room}/messages?after=0&limit=1`)],
      ['get', '/chats/{roomId}/messages', await other.get(`${room}/messages?before=1`)],
      ['get', '/chats/{roomId}/messages/{id}', await other.get(`${room}/messages/${id}`)],
      ['get', '/chats/{roomId}/messages/{id}', await other.get(`${room}/messages/${roomId}`)],
      ['get', '/chats/search', await found(other, '/chats/search')],
      ['get', '/chats/search', await other.get('/chats/search')],
      ['get', '/chats/{roomId}/messages/search', await found(client, `${room}/messages/search`)],
      ['put', '/chats/{roomId}/messages/{id}/read', await client.put(`${room}/messages/${id}/read`)],
      ['put', '/chats/{roomId}/messages/{id}/read', await other.put(`${room}/messages/${id}/read`)],
      ['post', '/chats/{roomId}/read', await other.post(`${room}/read`)],
      ['post', '/chats/{roomId}/upload-url', await client.post(`${room}/upload-url`, file)],
      [
        'post',
        '/chats/{roomId}/upload-url',
        await client.post(`${room}/upload-url`, { ...file, fileType: 'text/html' }),
      ],
      ['get', '/chats/admin/rooms', await support.get('/chats/admin/rooms?q=motors&limit=5')],
      ['get', '/chats/admin/rooms', await support.get('/chats/admin/rooms?status=none')],
      ['get', '/chats/admin/rooms', await client.get('/chats/admin/rooms')],
      ['get', theirs, await support.get(`/chats/admin/rooms/${roomId}`)],
      ['get', theirs, await support.get(`/chats/admin/rooms/${id}`)],
      ['get', `${theirs}/messages`, await support.get(`/chats/admin/rooms/${roomId}/messages`)],
      ['get', `${theirs}/messages`, await support.get(`/chats/admin/rooms/${roomId}/messages?limit=0`)],
      ['get', '/chats/admin/audit', await head.get('/chats/admin/audit')],
      ['get', '/chats/admin/audit', await support.get('/chats/admin/audit')],
      ['get', '/chats/admin/figures', await head.get('/chats/admin/figures')],
      ['delete', '/chats/{roomId}', await client.delete(room)],
      ['delete', '/chats/{roomId}', await client.delete(room)],
      ['get', '/chats', await new Client(service.url).get('/chats')],
      ['post', '/chats/admin/revocations', await admin.post('/chats/admin/revocations', { jti })],
      ['post', '/chats/admin/revocations', await admin.post('/chats/admin/revocations', { jti })],
      ['post', '/chats/admin/revocations', await admin.post('/chats/admin/revocations', {})],
      ['post', '/chats/admin/revocations', await client.post('/chats/admin/revocations', { jti })],
    ];
    for (const [method, template, answer] of calls) expectDescribed(method, template, answer);
    expect(new Set(calls.map(([, , { status }]) => status))).toEqual(
      new Set([200, 201, 400, 401, 403, 404, 409]),
    );
  });

  it('over the socket is what the AsyncAPI document describes', async () => {
    const { buyer, seller, offerId } = await new Marketplace(service.db).deal();
    const socket = await TestSocket.connect(service.url, { token: seller.token });
    const client = new Client(service.url, buyer.token);
    const roomId = (await client.post<{ id: string }>('/chats', { roomType: 'offer', offerId })).body.data.id;
    const typist = await TestSocket.connect(service.url, { token: buyer.token });

    expectDescribedEvent('join_room_ack', await socket.emit('join_room', roomId));
    expectDescribedEvent('join_room_ack', await typist.emit('join_room', { roomId }));
    expectDescribedEvent('typing_start_ack', await typist.emit('typing_start', { roomId }));
    expectDescribedEvent('typing_stop_ack', await typist.emit('typing_stop', { roomId }));
    expectDescribedEvent(
      'send_message_ack',
      await typist.emit('send_message', { roomId, content: 'Merhaba' }),
    );
    expectDescribedEvent('send_message_ack', await typist.emit('send_message', { roomId }));
    expectDescribedEvent('mark_read_ack', await socket.emit('mark_read', { roomId }));
    expectDescribedEvent('authenticate_ack', await socket.emit('authenticate', { token: seller.token }));
    expectDescribedEvent('authenticate_ack', await socket.emit('authenticate', { token: 'none' }));
    expectDescribedEvent('leave_room_ack', await typist.emit('leave_room', roomId));
    socket.socket.emit('join_room', 'nonsense');

    const arriving = [
      'room_created',
      'user_typing',
      'user_stopped_typing',
      'new_message',
      'messages_read',
      'error_event',
    ] as const;
    for (const name of arriving) expectDescribedEvent(name, await socket.next(name));
    expectDescribedEvent('room_updated', await socket.next('room_updated'));
    await client.delete(`/chats/${roomId}`);
    expectDescribedEvent('room_closed', await socket.next('room_closed'));
    socket.close();
    typist.close();
  });

  it('at the end of a session is described too', async () => {
    const { buyer } = await new Marketplace(service.db).deal();
    const token = signToken({ userId: buyer.userId, galleryId: buyer.galleryId, expiresIn: 2 });
    const socket = await TestSocket.connect(service.url, { token });
    expectDescribedEvent('session_expired', await socket.next('session_expired'));
    socket.close();
  });
});
