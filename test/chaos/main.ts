import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DATA } from '../../dev/settings.ts';
import { Cluster } from './cluster/cluster.ts';
import { GATEWAYS, type GatewayKind } from './cluster/gateway.ts';
import { missed, table, writeJson, type Outcome } from './report/report.ts';
import { withinLimits } from './run.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { FULL, type Scenario } from './scenarios/scenario.ts';

const USAGE = `npm run chaos -- --scenario NAME|all [--seconds N] [--gateway ${GATEWAYS.join('|')}] [--json FILE]
Several scenarios: names separated by commas.
Scenarios: ${SCENARIOS.map(({ name }) => name).join(', ')}`;

const FOLDER = join(DATA, 'chaos');
/** No scenario lasts longer than this many times its load, and this many seconds more. */
const [LIMIT_FACTOR, LIMIT_EXTRA] = [8, 120];

interface Options {
  scenarios: Scenario[];
  seconds: number;
  gateway: GatewayKind;
  json: string;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', default: 'all' },
      seconds: { type: 'string', default: String(FULL) },
      gateway: { type: 'string', default: 'caddy' },
      json: { type: 'string', default: join(FOLDER, 'report.json') },
    },
  });
  const names = values.scenario.split(',');
  const scenarios = SCENARIOS.filter(({ name }) => names.includes('all') || names.includes(name));
  const seconds = Number(values.seconds);
  const gateway = GATEWAYS.find((kind) => kind === values.gateway);
  if (scenarios.length === 0 || !(seconds >= 1) || !gateway) throw new Error(USAGE);
  return { scenarios, seconds, gateway, json: values.json };
}

async function main(): Promise<number> {
  const options = readOptions();
  const { scenarios, seconds, gateway } = options;
  const limit = scenarios.length * (seconds * LIMIT_FACTOR + LIMIT_EXTRA);
  const outcomes: Outcome[] = [];
  const code = await withinLimits(limit, async (stops) => {
    const cluster = new Cluster();
    stops.push(() => cluster.stop());
    await cluster.start({ gateway, logs: FOLDER });
    say(
      `Started: PostgreSQL 18 (fsync and synchronous_commit on), Redis, ${cluster.store.kind}, ` +
        `${cluster.nodes.length} nodes of dist/src/main.js (NODE_ENV=production), ${gateway}; ` +
        'all on 127.0.0.1. Rate limits are raised for the load; everything else is at its default.',
    );
    for (const scenario of scenarios) {
      outcomes.push(await play(scenario, cluster, seconds));
      await cluster.mend();
    }
    return missed(outcomes) === 0 ? 0 : 1;
  });
  report(outcomes, options);
  return code;
}

/** Also what there is of a run that was stopped. */
function report(outcomes: Outcome[], { scenarios, seconds, gateway, json }: Options): void {
  const misses = missed(outcomes);
  const left = scenarios.slice(outcomes.length).map(({ name }) => name);
  const at = new Date().toISOString();
  writeJson(json, { at, seconds_of_load: seconds, gateway, missed: misses, not_run: left, outcomes });
  console.log(`\n${table(outcomes)}\n`);
  const verdict = misses > 0 ? `${misses} MISSED` : 'Every target met that was measured';
  console.log(`${verdict}. Figures: ${json}`);
  if (left.length > 0) console.log(`STOPPED; without a result: ${left.join(', ')}`);
  if (seconds < FULL) console.log(`A short run: ${seconds} s of load; the full form has ${FULL} s.`);
}

async function play({ name, fault, run }: Scenario, cluster: Cluster, seconds: number): Promise<Outcome> {
  say(`${name}: ${fault}`);
  const began = Date.now();
  const figures = await run({ cluster, seconds, say: (text) => say(`  ${text}`) }).catch((error: unknown) => [
    { what: 'the scenario itself', measured: `failed: ${String(error)}`, target: 'runs', met: false },
  ]);
  return { scenario: name, fault, figures, took: (Date.now() - began) / 1000 };
}

function say(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
}

// Whatever a scenario that was broken off still does ends here.
process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }),
);
