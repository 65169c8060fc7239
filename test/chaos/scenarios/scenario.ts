import { Stage } from '../load/stage.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Figure } from '../report/figure.ts';

/** Seconds of load of each scenario in the full form. */
export const FULL = 60;
/** Messages a second while a fault is shown, unless its row says otherwise. */
export const RATE = 200;
/** Rooms with two clients each. */
export const PAIRS = 40;

export interface Run {
  cluster: Cluster;
  /** How long the load goes on in the full form; shorter runs show less, and the report says how long they were. */
  seconds: number;
  /** Tells a person who watches what is done now. */
  say(text: string): void;
}

/** One fault: it is made, and what must hold is measured. */
export interface Scenario {
  name: string;
  fault: string;
  run(run: Run): Promise<Figure[]>;
}

/** Gives the scenario a stage, and ends its clients whatever happens. */
export async function onStage(cluster: Cluster, act: (stage: Stage) => Promise<Figure[]>): Promise<Figure[]> {
  const stage = new Stage(cluster);
  try {
    return await act(stage);
  } finally {
    stage.close();
  }
}
