import { nodeKill } from './node-kill.ts';
import type { Scenario } from './scenario.ts';

/** In the order of the report. */
export const SCENARIOS: Scenario[] = [nodeKill];
