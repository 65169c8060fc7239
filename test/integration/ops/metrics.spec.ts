import { Marketplace, type Dealer } from '../../factories/marketplace.js';
import { Client } from '../../support/http.js';
import { startService, type TestService } from '../../support/service.js';
import { TestSocket } from '../../support/sockets.js';

let service: TestService;
let buyer: Dealer;
let seller: Dealer;
let roomId: string;

/** Every figure by its name and labels, as Prometheus would read them. */
async function figures(): Promise<Record<string, number>> {
  const response = await fetch(`${service.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

const requests = (method: string, route: string, statusClass: string): string =>
  `http_request_duration_seconds_count{method="${method}",route="${route}",status_class="${statusClass}"}`;

beforeAll(async () => {
  service = await startService();
  const deal = await new Marketplace(service.db).deal();
  ({ buyer, seller } = deal);
  const opened = await new Client(service.url, buyer.token).post<{ id: string }>('/chats', {
    roomType: 'offer',
    offerId: deal.offerId,
  });
  roomId = opened.body.data.id;
});

afterAll(() => service.stop());

describe('metrics', () => {
  it('needs no token and shows the process and the pool', async () => {
    const now = await figures();
    expect(now.nodejs_eventloop_lag_seconds).toBeGreaterThanOrEqual(0);
    expect(now.nodejs_eventloop_lag_p99_seconds).toBeGreaterThan(0);
    expect(now.chat_database_pool_size).toBeGreaterThanOrEqual(1);
    expect(now.chat_database_pool_idle).toBeGreaterThanOrEqual(0);
    expect(now.chat_database_pool_waiting).toBe(0);
  });

  it('measures requests by the template of their route, and refusals by their code', async () => {
    const client = new Client(service.url, buyer.token);
    await client.get(`/chats/${roomId}`);
    await client.get('/chats/not-an-id');
    await client.get(`/nowhere/${roomId}`);
    const now = await figures();
    expect(now[requests('GET', '/chats/:roomId', '2xx')]).toBe(1);
    expect(now[requests('GET', '/chats/:roomId', '4xx')]).toBe(1);
    expect(now[requests('GET', 'unmatched', '4xx')]).toBe(1);
    expect(
      now['http_request_duration_seconds_sum{method="GET",route="/chats/:roomId",status_class="2xx"}'],
    ).toBeGreaterThan(0);
    expect(now['chat_errors_total{code="VALIDATION_FAILED",transport="http"}']).toBe(1);
    expect(now['chat_errors_total{code="NOT_FOUND",transport="http"}']).toBe(1);
    expect(Object.keys(now).filter((name) => name.includes(roomId))).toEqual([]);
  });

  it('counts sockets, rooms, deliveries and messages, and forgets who has left', async () => {
    const socket = await TestSocket.connect(service.url, { token: seller.token });
    const other = await TestSocket.connect(service.url, { token: buyer.token });
    await socket.ask('join_room', roomId);
    expect((await socket.refusal('join_room', 'nonsense')).code).toBe('VALIDATION_FAILED');
    expect(await figures()).toMatchObject({ chat_sockets_connected: 2, chat_rooms_joined: 1 });

    const sender = new Client(service.url, buyer.token);
    await sender.post(`/chats/${roomId}/messages`, { content: 'Merhaba' });
    await sender.post(`/chats/${roomId}/messages`, {
      content: 'Fiyatı güncelledim',
      messageType: 'offer_update',
    });
    await socket.next('new_message', ({ message }) => message.seq === 2);

    expect(await figures()).toMatchObject({
      'chat_messages_sent_total{type="text"}': 1,
      'chat_messages_sent_total{type="offer_update"}': 1,
      // The seller alone: the buyer's own side is in no channel of the message until it joins the room.
      'chat_socket_deliveries_total{event="new_message"}': 2,
      'chat_errors_total{code="VALIDATION_FAILED",transport="socket"}': 1,
    });

    socket.close();
    other.close();
    await expect(gone()).resolves.toMatchObject({ chat_sockets_connected: 0, chat_rooms_joined: 0 });
  });
});

/** The server notices a closed connection on its own time; the figures are asked until it has. */
async function gone(): Promise<Record<string, number>> {
  for (let attempt = 0; ; attempt++) {
    const now = await figures();
    if (now.chat_sockets_connected === 0 || attempt === 200) return now;
  }
}
