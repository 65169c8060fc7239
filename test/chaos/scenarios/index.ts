import { oneUserFloods } from './flood.ts';
import { longAbsence } from './long-absence.ts';
import { lostAnswers } from './lost-answers.ts';
import { nodeKill } from './node-kill.ts';
import { oneRoom } from './one-room.ts';
import { postgresKill } from './postgres-kill.ts';
import { presenceNodeDeath } from './presence-node-death.ts';
import { reconnectStorm } from './reconnect-storm.ts';
import { redisDown } from './redis-down.ts';
import { revocation } from './revocation.ts';
import { rollingRestart } from './rolling-restart.ts';
import { sameId } from './same-id.ts';
import type { Scenario } from './scenario.ts';
import { slowReader } from './slow-reader.ts';
import { storeDown } from './store-down.ts';

/** In the order of the report. */
export const SCENARIOS: Scenario[] = [
  nodeKill,
  postgresKill,
  redisDown,
  storeDown,
  lostAnswers,
  sameId,
  oneRoom,
  longAbsence,
  rollingRestart,
  reconnectStorm,
  slowReader,
  oneUserFloods,
  presenceNodeDeath,
  revocation,
];
