import { Redis } from 'ioredis';
import { STREAM } from '../../../src/realtime/cluster/stream-entries.js';
import { StreamReader } from '../../../src/realtime/cluster/stream-reader.js';
import { describeWithRedis, OwnRedis } from '../../support/redis.js';

describeWithRedis('a reader of the broadcasts', () => {
  let redis: OwnRedis;
  let reader: StreamReader;
  const breaks: Date[] = [];
  const starts: string[] = [];
  const read: string[] = [];

  beforeAll(async () => {
    redis = await OwnRedis.start();
  });
  beforeEach(async () => {
    for (const list of [breaks, starts, read]) list.length = 0;
    reader = new StreamReader(() => new Redis(redis.url), {
      onStart: (id) => starts.push(id),
      onEntries: (entries) => read.push(...entries.map(([id]) => id)),
      onBreak: (since) => breaks.push(since),
    });
    // It reads what is written from now on.
    await write(1);
    await reader.xread();
    await write(1);
    await reader.xread();
    starts.length = 0;
    read.length = 0;
  });
  afterEach(() => reader.close());
  afterAll(() => redis.remove());

  /** @returns the ids of what was written */
  const write = (count: number): Promise<string[]> =>
    redis.with(async (client) => {
      const ids: string[] = [];
      for (let n = 0; n < count; n++) ids.push((await client.xadd(STREAM, '*', 'n', String(n))) ?? '');
      return ids;
    });

  it('reads everything when it is far behind', async () => {
    const ids = await write(250);
    while (read.length < ids.length) await reader.xread();
    expect(read).toEqual(ids);
    expect(breaks).toEqual([]);
  });

  it('says so when the stream has dropped what it had not read', async () => {
    const behind = new Date();
    const ids = await write(250);
    await redis.with((client) => client.xtrim(STREAM, 'MAXLEN', 150));
    await reader.xread();
    expect(read).toEqual(ids.slice(100, 200));
    // What it missed was written after this; and what comes is known from its first entry on.
    expect(breaks.map((since) => since <= behind)).toEqual([true]);
    expect(starts).toEqual(ids.slice(100, 101));
    await reader.xread();
    expect(breaks).toHaveLength(1);
    expect(read).toEqual(ids.slice(100));
  });
});
