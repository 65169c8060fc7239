import { Measurement, type Plan } from './measure.ts';
import { baseline } from './wires/baseline.ts';
import { relay, route } from './wires/bare.ts';
import { xmpp } from './wires/xmpp.ts';
import { dealerRest, dealerSocket } from './wires/dealer.ts';
import type { Connect } from './wire.ts';

/** How each system is talked to. */
const WIRES: Record<string, Connect> = { dealerSocket, dealerRest, baseline, relay, route, xmpp };

/** What the benchmark asks this process for. */
export interface Order extends Plan {
  wire: string;
}

/** What this process tells the benchmark, in this order. */
export type Report = { counting: boolean } | { measured: Awaited<ReturnType<Measurement['run']>> };

const tell = (report: Report): void => void process.send?.(report);

// A process of its own, started by the benchmark: it gets one order and ends with it.
process.once('message', (order: Order) => {
  void carryOut(order).then(() => process.disconnect());
});

async function carryOut({ wire, ...plan }: Order): Promise<void> {
  const connect = WIRES[wire];
  if (connect === undefined) throw new Error(`There is no wire ${wire}`);
  const measurement = new Measurement(plan);
  await measurement.connect(connect);
  tell({ measured: await measurement.run((counting) => tell({ counting })) });
}
