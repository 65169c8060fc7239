import { lostAnswers } from './lost-answers.ts';
import { nodeKill } from './node-kill.ts';
import { postgresKill } from './postgres-kill.ts';
import { redisDown } from './redis-down.ts';
import { sameId } from './same-id.ts';
import type { Scenario } from './scenario.ts';
import { storeDown } from './store-down.ts';

/** In the order of the report. */
export const SCENARIOS: Scenario[] = [nodeKill, postgresKill, redisDown, storeDown, lostAnswers, sameId];
