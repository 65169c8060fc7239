import type { LiveFigures } from '../../src/contracts/index.js';
import { VERSION } from '../../src/common/index.js';
import type { Client } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';
import { until } from '../support/until.js';

const FIGURES = '/chats/admin/figures';

describe('live figures', () => {
  let scene: Scene;
  let support: Client;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
    support = scene.as(await scene.market.dealer({ role: 'support' }));
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const figures = async () => {
    const { status, body } = await support.get<LiveFigures>(FIGURES);
    expect(status).toBe(200);
    return body.data;
  };

  it('tell sockets, people, nodes and rooms', async () => {
    const { buyer, seller, path } = await scene.room();
    const { path: closed, buyer: leaving } = await scene.room();
    await scene.as(leaving).delete(closed);
    await scene.as(buyer).post(`${path}/messages`, { content: 'Merhaba' });
    for (const dealer of [buyer, buyer, seller]) await scene.connect(dealer);

    const count = scene.service.nodes.length;
    // Asked again, another node may answer, which has heard less of the others yet.
    let now = await figures();
    await until(async () => {
      now = await figures();
      return now.sockets === 3 && now.people_online === 2 && now.nodes.length === count;
    });
    expect(now).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      sockets: 3,
      people_online: 2,
      rooms: { active: expect.any(Number), total: expect.any(Number), estimated: false },
      messages_per_second: { last_10_seconds: expect.any(Number), last_minute: expect.any(Number) },
      node_count: count,
      nodes: expect.any(Array),
    });
    expect(new Set(now.nodes.map(({ node_id }) => node_id)).size).toBe(count);
    for (const node of now.nodes) {
      expect(node).toEqual({
        node_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        version: VERSION,
        started_at: expect.stringMatching(/Z$/),
        sockets: expect.any(Number),
        messages_per_second: { last_10_seconds: expect.any(Number), last_minute: expect.any(Number) },
      });
    }

    scene.hangUp();
    await until(async () => (await figures()).sockets === 0);
    // Those who are cut off count for five more seconds.
    await until(async () => (await figures()).people_online === 0);
    // The numbers of rooms are up to ten seconds old.
    await until(async () => {
      const { rooms } = await figures();
      return rooms.active === 1 && rooms.total === 2;
    });
  }, 60_000);

  it('tell how many messages are stored in a second', async () => {
    const { buyer, send } = await scene.room();
    for (let n = 0; n < 30; n++) await send(buyer, `Söz ${n}`);
    await until(async () => {
      const { messages_per_second: rates } = await figures();
      // Thirty and the few of the test before, over ten seconds at the most.
      return rates.last_10_seconds >= 2 && rates.last_minute > 0;
    });
    const { messages_per_second: rates } = await figures();
    expect(rates.last_10_seconds).toBeLessThan(35);
    expect(rates.last_minute).toBeLessThanOrEqual(35);
  }, 30_000);

  it('are for roles support and admin', async () => {
    const { market } = scene;
    expect((await scene.as(await market.dealer({ role: 'admin' })).get(FIGURES)).status).toBe(200);
    for (const role of ['dealer', 'service']) {
      const { token, galleryId } = await market.dealer({ role });
      const asked = scene.as({ token }).get(FIGURES, { 'x-gallery-id': galleryId });
      expect([role, ...refusalOf(await asked)]).toEqual([role, 403, 'ROLE_FORBIDDEN']);
    }
    expect(refusalOf(await scene.as({ token: 'x' }).get(FIGURES))).toEqual([401, 'UNAUTHORIZED']);
  });
});
