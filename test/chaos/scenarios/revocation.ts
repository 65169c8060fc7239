import { setTimeout as delay } from 'node:timers/promises';
import type { RevocationView } from '../../../src/contracts/index.ts';
import { request } from '../client/request.ts';
import { recount } from '../load/recount.ts';
import { until } from '../load/stage.ts';
import { atMost, exactly, largest, none, seconds } from '../report/figure.ts';
import { onStage, PAIRS, RATE, type Scenario } from './scenario.ts';

/** People whose tokens are revoked, spread over the nodes. */
const REVOKED = 10;
/** Milliseconds. */
const TARGET = 1_000;
const PATIENCE = 10_000;

export const revocation: Scenario = {
  name: 'revocation',
  fault: 'the tokens of people in busy rooms are revoked through one node',
  run: ({ cluster, seconds: length, say }) =>
    onStage(cluster, async (stage) => {
      const conversations = await stage.conversations(PAIRS);
      const service = await stage.market.service();
      const revoked = await Promise.all(
        conversations.slice(0, REVOKED).map(async ({ buyer, roomId }, number) => {
          const person = await stage.market.person(buyer.galleryId);
          const door = cluster.node(number % cluster.nodes.length).door;
          const { client } = await stage.enter(person, [roomId], { door });
          const heard = { at: 0, events: 0, cut: 0 };
          client.socket.onAny((event) => {
            if (event === 'session_expired') return;
            heard.at = performance.now();
            heard.events += 1;
          });
          client.socket.on('disconnect', () => (heard.cut ||= performance.now()));
          return { person, client, heard };
        }),
      );
      // They do not come back, and nobody waits for them.
      stage.actors.splice(-REVOKED);
      const load = stage.talk(length, RATE);
      await delay((length / 3) * 1000);

      say(`the tokens of ${REVOKED} people are revoked`);
      const times = await Promise.all(
        revoked.map(async ({ person: { userId } }) => {
          const { body } = await request<RevocationView>(
            cluster.node(0).door,
            service.token,
            'POST',
            '/admin/revocations',
            { userId },
            { 'x-gallery-id': service.galleryId },
          );
          if (!body.success) throw new Error(`A revocation was refused: ${JSON.stringify(body.error)}`);
          return performance.now();
        }),
      );
      await until(() => revoked.every(({ heard }) => heard.cut > 0), PATIENCE);
      await load;
      await stage.drain();
      await stage.settle();
      const after = await Promise.all(
        revoked.map(({ person: { token } }) => request(cluster.door, token, 'GET', '')),
      );
      for (const { client } of revoked) client.close();
      const last = revoked.map(({ heard }, number) => Math.max(0, heard.at - (times[number] ?? 0)));
      return [
        atMost('last event to any of them after the answer', seconds(largest(last)), seconds(TARGET), 's'),
        none(`of ${REVOKED} sockets`, {
          'not cut off': revoked.filter(({ heard }) => heard.cut === 0).length,
          'that heard nothing before': revoked.filter(({ heard }) => heard.events === 0).length,
        }),
        exactly('their requests answered 401', after.filter(({ status }) => status === 401).length, REVOKED),
        ...(await recount(stage)),
      ];
    }),
};
