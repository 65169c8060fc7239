import { randomUUID } from 'node:crypto';
import type { MessageView } from '../../../src/contracts/index.ts';
import { TcpProxy } from '../../support/servers/tcp-proxy.ts';
import { request, type Door } from '../client/request.ts';
import { recount } from '../load/recount.ts';
import type { Actor, Stage } from '../load/stage.ts';
import { exactly } from '../report/figure.ts';
import { FULL, onStage, type Scenario } from './scenario.ts';

const TIMES = 100;
/** Each costs the socket client a reconnect of about a second: a short run has fewer. */
const SHORT_TIMES = 20;

export const lostAnswers: Scenario = {
  name: 'lost-answers',
  fault: 'the connection is cut behind the commit and before its answer; the client repeats',
  run: ({ cluster, seconds, say }) =>
    onStage(cluster, async (stage) => {
      const proxy = await TcpProxy.start(Number(new URL(cluster.node(0).url).port));
      try {
        const door = { rest: proxy.url, socket: proxy.url };
        const { buyer, seller, roomId } = await stage.market.pair();
        const actor = await stage.enter(buyer, [roomId], { door });
        await stage.enter(seller, [roomId]);
        say(`${TIMES} by REST`);
        const repeated = await overRest(stage, actor, roomId, door, proxy);
        const stored = await countOf(stage, roomId);
        const times = seconds >= FULL ? TIMES : SHORT_TIMES;
        say(`${times} by socket`);
        await overSocket(stage, actor, roomId, proxy, times);
        await stage.drain();
        await stage.settle();
        return [
          exactly(`messages of ${TIMES} repeated by REST`, stored, TIMES),
          exactly('repeats answered 200 with the first message', repeated, TIMES),
          exactly(
            `messages of ${times} repeated by the socket client`,
            (await countOf(stage, roomId)) - stored,
            times,
          ),
          ...(await recount(stage)),
        ];
      } finally {
        await proxy.close();
      }
    }),
};

/** @returns how many repeats found their message stored */
async function overRest(
  stage: Stage,
  { person }: Actor,
  roomId: string,
  door: Door,
  proxy: TcpProxy,
): Promise<number> {
  let found = 0;
  for (let number = 1; number <= TIMES; number++) {
    const body = { content: `REST ${number}`, clientMessageId: randomUUID() };
    const send = () => request<MessageView>(door, person.token, 'POST', `/${roomId}/messages`, body);
    await stage.ledger.follow(roomId, body.content, async () => {
      proxy.cutNextAnswer();
      await send().catch(() => undefined);
      const { status, body: answer } = await send();
      if (status === 200) found += 1;
      if (!answer.success) throw new Error(answer.error.code);
      return answer.data;
    });
  }
  return found;
}

async function overSocket(
  stage: Stage,
  actor: Actor,
  roomId: string,
  proxy: TcpProxy,
  times: number,
): Promise<void> {
  for (let number = 1; number <= times; number++) {
    const sent = stage.sendOne(actor, roomId);
    proxy.cutNextAnswer();
    await sent;
  }
}

async function countOf({ cluster }: Stage, roomId: string): Promise<number> {
  const { rows } = await cluster.database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM chat_messages WHERE room_id = $1',
    [roomId],
  );
  return rows[0]?.count ?? 0;
}
