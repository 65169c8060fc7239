import fc from 'fast-check';
import type { Principal } from '../../../src/auth/index.js';
import type { MessageView } from '../../../src/contracts/index.js';
import { EventBus } from '../../../src/events/index.js';
import { MessageSent, SyncService } from '../../../src/messages/index.js';
import { RoomLog } from '../../chaos/client/room-log.js';
import { openGround, type Ground } from './ground.js';
import { expectHistory, expectOwnNumbers, readRoom } from './invariants.js';
import { RoomUnderTest } from './room-under-test.js';
import { PEOPLE, steps, type Step } from './steps.js';

/** Milliseconds for all runs together; how many there are depends on the machine. */
const TIME = 20_000;
const MOST_RUNS = 200;

describe('a room, whatever happens in it', () => {
  let ground: Ground;
  const sent = new Map<string, number>();

  beforeAll(async () => {
    ground = await openGround();
    ground.app.get(EventBus).on(MessageSent, ({ message: { id } }) => {
      sent.set(id, (sent.get(id) ?? 0) + 1);
    });
  }, 30_000);
  afterAll(() => ground.stop());

  async function afterSteps(taken: Step[]): Promise<void> {
    const room = await RoomUnderTest.open(ground);
    await room.take(taken);
    await ground.ready();

    const sums = await readRoom(ground.db, room.roomId);
    expectOwnNumbers(sums);
    expectHistory(sums.rows, room);
    for (const { outcome } of room.attempts) {
      if (typeof outcome !== 'object' || !('acknowledged' in outcome) || !outcome.created) continue;
      expect(sent.get(outcome.acknowledged.id)).toBe(1);
    }
    for (let person = 0; person < PEOPLE; person++) {
      await room.sync(person);
      expect(room.logs[person]?.messages).toEqual(await fresh(room.roomId, room.people[person]));
    }
    expect(room.logs[0]?.messages.map(({ id }) => id)).toEqual(sums.rows.map(({ id }) => id));
  }

  /** What a client that begins anew is told. */
  async function fresh(roomId: string, principal: Principal | undefined): Promise<MessageView[]> {
    if (!principal) throw new Error('Nobody');
    const log = new RoomLog(roomId);
    const [answer] = await ground.app.get(SyncService, { strict: false }).sync(principal, [log.position]);
    if (answer === undefined || 'refusal' in answer) throw new Error('The room was refused');
    expect(answer.has_more).toBe(false);
    return answer.messages;
  }

  it('keeps seq without gaps, counters equal to a recount, the history equal to what was acknowledged, and its clients complete', async () => {
    // A failure prints the seed and the path with which `fc.assert` does exactly this again.
    await fc.assert(fc.asyncProperty(steps, afterSteps), {
      numRuns: MOST_RUNS,
      interruptAfterTimeLimit: TIME,
    });
  }, 60_000);

  it('numbers changes without gaps when several people read the same messages at once', async () => {
    const sends = [0, 0, 0].map((person): Step => ({
      person,
      alone: true,
      action: { kind: 'send', id: null, text: 0, reply: null },
    }));
    const read = (action: Step['action']): Step => ({ person: 2, alone: false, action });
    for (let round = 0; round < 30; round++) {
      const room = await RoomUnderTest.open(ground);
      await room.take(sends);
      await room.take([
        ...Array.from({ length: 3 }, () => read({ kind: 'read one', back: 2 })),
        ...Array.from({ length: 2 }, () => read({ kind: 'read all' })),
      ]);
      expectOwnNumbers(await readRoom(ground.db, room.roomId));
    }
  }, 30_000);
});
