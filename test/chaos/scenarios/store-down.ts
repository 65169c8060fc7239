import { setTimeout as delay } from 'node:timers/promises';
import { otherThan, probe, probeUntil, sendFile, sendText, slowest, type Probe } from '../load/probe.ts';
import { recount } from '../load/recount.ts';
import { atMost, exactly, largest, none, percentile, seconds } from '../report/figure.ts';
import { onStage, PAIRS, RATE, type Scenario } from './scenario.ts';

export const storeDown: Scenario = {
  name: 'store-down',
  fault: 'the object store refuses connections, then takes them and stays silent',
  run: ({ cluster, seconds: length, say }) =>
    onStage(cluster, async (stage) => {
      await stage.conversations(PAIRS);
      const apart = await stage.market.pair();
      const upload = sendFile(cluster.door, apart);
      const before = await probe(upload);
      const load = stage.talk(length, RATE);
      await delay((length / 5) * 1000);

      const [uploads, texts]: [Probe[], Probe[]] = [[], []];
      const began = performance.now();
      for (const fault of ['refuse', 'silence'] as const) {
        say(`the store: ${fault}`);
        await cluster.store.wire.open();
        await cluster.store.wire[fault]();
        const over = performance.now() + (length * 1000) / 3;
        const isOver = (): boolean => performance.now() > over;
        const [some, others] = await Promise.all([
          probeUntil(upload, isOver),
          probeUntil(sendText(cluster.door, apart), isOver),
        ]);
        uploads.push(...some);
        texts.push(...others);
      }
      const ended = performance.now();
      await cluster.store.wire.open();
      const back = await probeUntil(upload, ({ status }) => status === 201);
      await load;
      await stage.drain();
      await stage.settle();
      const { ledger } = stage;
      return [
        exactly('an upload before, its status', before.status, 201),
        none(`of ${uploads.length} uploads while it was away`, {
          'answered other than 503': otherThan(uploads, 503),
        }),
        atMost('slowest 503', seconds(slowest(uploads)), 5, 's'),
        none(`of ${texts.length} texts by REST meanwhile`, {
          'answered other than 201': otherThan(texts, 201),
        }),
        atMost(
          'p99 of the other texts meanwhile',
          percentile(ledger.latencies(began, ended), 0.99),
          1000,
          'ms',
        ),
        atMost(
          'uploads again after its return',
          seconds(largest([slowest(back), back.length * 100])),
          10,
          's',
        ),
        ...(await recount(stage)),
      ];
    }),
};
