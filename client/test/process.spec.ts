import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Pool } from 'pg';
import type { RoomView } from '../src/index.js';
import { Marketplace } from '../../test/factories/marketplace.js';
import { createTestDatabase } from '../../test/support/database.js';
import { Client } from '../../test/support/http.js';
import { productionEnvironment, ServiceProcess } from '../../test/support/process.js';

const COUNT = 400;

it('a program of a few lines neither loses nor doubles a message when the service is killed', async () => {
  const database = await createTestDatabase();
  const db = new Pool({ connectionString: database.url, max: 2 });
  const environment = productionEnvironment(database.url);
  let service = await (await ServiceProcess.start(environment)).ready();
  try {
    const deal = await new Marketplace(db).deal();
    const body = { roomType: 'offer', offerId: deal.offerId };
    const { body: opened } = await new Client(service.url, deal.buyer.token).post<RoomView>('/chats', body);
    const roomId = opened.data.id;

    const program = spawn(process.execPath, ['client/examples/survive.mjs'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, API: service.url, TOKEN: deal.buyer.token, ROOM: roomId, COUNT: String(COUNT) },
    });
    const ended = once(program, 'exit');
    for await (const line of createInterface(program.stdout)) {
      const waiting = /waiting: (\d+)/.exec(line)?.[1];
      if (Number(waiting) > COUNT * 0.8) continue;
      await service.stop('SIGKILL');
      service = await ServiceProcess.start({ ...environment, PORT: new URL(service.url).port });
      break;
    }
    program.stdout.resume();
    expect(await ended).toEqual([0, null]);

    const { rows } = await db.query<{ seq: string; content: string }>(
      'SELECT seq, content FROM chat_messages WHERE room_id = $1 ORDER BY seq',
      [roomId],
    );
    const expected = Array.from({ length: COUNT }, (_, i) => ({ seq: i + 1, content: `Mesaj ${i + 1}` }));
    expect(rows.map(({ seq, content }) => ({ seq: Number(seq), content }))).toEqual(expected);
  } finally {
    await service.stop('SIGKILL');
    await db.end();
    await database.drop();
  }
}, 60_000);
