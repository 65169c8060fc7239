import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../src/contracts/index.ts';
import type { Door } from '../client/request.ts';
import type { Pair, Person } from '../load/market.ts';

/** Milliseconds. */
const ANSWER_TIMEOUT = 6_000;
/** Milliseconds that a visitor stays, on average. */
const STAY = 1_000;
const LOOK = 20;

/** What became of the visits. */
export interface Visits {
  begun: number;
  ended: number;
  failed: number;
  /** Milliseconds that the sends took. */
  sends: number[];
  lastFailure?: string;
}

type VisitSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** People come, join, talk, read and leave: so many begin each second, for so many seconds. */
export async function visit(pairs: Pair[], door: Door, rate: number, seconds: number): Promise<Visits> {
  const visits: Visits = { begun: 0, ended: 0, failed: 0, sends: [] };
  const open = new Set<Promise<void>>();
  const began = performance.now();
  for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - began) / 1000) {
    for (; visits.begun < elapsed * rate; visits.begun++) {
      const pair = pairs[visits.begun % pairs.length];
      if (!pair) throw new Error('There is nobody to visit');
      const person = visits.begun % (2 * pairs.length) < pairs.length ? pair.buyer : pair.seller;
      const one = visitOnce(door, person, pair.roomId, visits).finally(() => open.delete(one));
      open.add(one);
    }
    await delay(LOOK);
  }
  await Promise.all(open);
  return visits;
}

async function visitOnce(door: Door, person: Person, roomId: string, visits: Visits): Promise<void> {
  const socket: VisitSocket = io(door.socket, {
    auth: { token: person.token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  try {
    await connected(socket);
    const asking = socket.timeout(ANSWER_TIMEOUT);
    await asking.emitWithAck('join_room', { roomId });
    await asking.emitWithAck('typing_start', { roomId });
    const began = performance.now();
    const answer = await asking.emitWithAck('send_message', { roomId, content: 'Araç hâlâ satılık mı?' });
    if (!answer.success) throw new Error(answer.error.code);
    visits.sends.push(performance.now() - began);
    await asking.emitWithAck('mark_read', { roomId });
    await delay(STAY * 2 * Math.random());
    await asking.emitWithAck('leave_room', { roomId });
    visits.ended += 1;
  } catch (error) {
    visits.failed += 1;
    visits.lastFailure = String(error);
  } finally {
    socket.disconnect();
  }
}

const connected = (socket: VisitSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
