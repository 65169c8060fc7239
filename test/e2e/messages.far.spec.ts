import { jest } from '@jest/globals';
import { escapeLiteral } from 'pg';
import type { MessageView } from '../../src/contracts/index.js';
import { Database, type Statement } from '../../src/database/index.js';
import { Scene } from '../support/scene.js';

const MESSAGES = 20_000;

/** A step of a plan, as EXPLAIN tells it. */
interface Step {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Step[];
}
type Value = string | number | null;

describe('a page far past the end of a long room', () => {
  let scene: Scene;
  let room: Awaited<ReturnType<Scene['room']>>;

  beforeAll(async () => {
    scene = await Scene.open({}, { nodes: 1 });
    room = await scene.room();
    const { db } = scene.service;
    await db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq)
       SELECT gen_random_uuid(), $1, $2, $3, 'text', 'Merhaba ' || n, n FROM generate_series(1, ${MESSAGES}) n`,
      [room.roomId, room.buyer.userId, room.buyer.galleryId],
    );
    await db.query('UPDATE chat_rooms SET last_seq = $2 WHERE id = $1', [room.roomId, MESSAGES]);
    await db.query('VACUUM ANALYZE chat_messages, chat_rooms');
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => scene.close());

  /** What the database did for one call: the statements that the service sent for it, run again under EXPLAIN. */
  async function worked(query: string, mode: string): Promise<{ answer: MessageView[]; steps: Step[] }> {
    const asked = jest.spyOn(scene.service.app.get(Database), 'query');
    const answer = await scene.as(room.seller).get<MessageView[]>(`${room.path}/messages?${query}`);
    expect(answer.status).toBe(200);
    const calls = (asked.mock.calls as [Statement, Value[]][]).filter(([{ name }]) =>
      name.startsWith('messages_'),
    );
    asked.mockRestore();
    expect(calls).toHaveLength(1);
    const [{ text }, values] = calls[0]!;
    const client = await scene.service.db.connect();
    try {
      await client.query(`SET plan_cache_mode = ${mode}`);
      await client.query(`PREPARE far AS ${text}`);
      const literals = values.map((value) => (value === null ? 'NULL' : escapeLiteral(String(value))));
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Step }] }>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE far(${literals.join(', ')})`,
      );
      return { answer: answer.body.data, steps: flatten(rows[0]!['QUERY PLAN'][0].Plan) };
    } finally {
      client.release(true);
    }
  }
  const flatten = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(flatten)];

  /** Blocks of 8 kB that were touched, and rows of messages that were looked at. */
  const touched = ([whole, ...steps]: Step[]) => ({
    blocks: (whole?.['Shared Hit Blocks'] ?? 0) + (whole?.['Shared Read Blocks'] ?? 0),
    messages: steps
      .filter((step) => step['Relation Name'] === 'chat_messages')
      .reduce((sum, step) => sum + step['Actual Rows'] * step['Actual Loops'], 0),
  });

  describe.each(['force_generic_plan', 'force_custom_plan'])('under %s', (mode) => {
    it.each([
      `page=${MESSAGES / 100 + 1}&limit=100`,
      'page=1000000000',
      'page=1000000000&limit=100',
      'page=2147483647&limit=1',
      `after=${MESSAGES}`,
      'after=2147483647&limit=100',
      'before=1',
      'before=0',
    ])('?%s is empty, and reads the room and no message', async (query) => {
      const { answer, steps } = await worked(query, mode);
      expect(answer).toEqual([]);
      const { blocks, messages } = touched(steps);
      expect(messages).toBe(0);
      // The way through the index to the room's row.
      expect(blocks).toBeLessThan(10);
    });

    // What the figures above are worth: what is read is seen.
    it.each(['page=1&limit=100', `page=${MESSAGES / 100}&limit=100`])(
      '?%s reads the hundred messages that it shows, and no other',
      async (query) => {
        const { answer, steps } = await worked(query, mode);
        expect(answer).toHaveLength(100);
        const { blocks, messages } = touched(steps);
        expect(messages).toBe(100);
        expect(blocks).toBeGreaterThan(100);
        expect(blocks).toBeLessThan(500);
      },
    );
  });
});
