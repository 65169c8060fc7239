import fc from 'fast-check';

/** Who acts: two people of the buyer's side and one of the seller's. */
export const PEOPLE = 3;

export type Action =
  | {
      kind: 'send';
      /** Which of the sender's client message ids; null for none. */
      id: number | null;
      /** Which text, where an id is given: a repeat may say the same or something else. */
      text: number;
      /** Which message it answers, counted back from the newest; null for none. */
      reply: number | null;
    }
  | { kind: 'read all' }
  /** Reads one message, counted back from the newest. */
  | { kind: 'read one'; back: number }
  /** Edits, or deletes, a message of the person's own that has an id of their client, counted back from their newest. */
  | { kind: 'edit' | 'delete'; back: number }
  /** Sets an emoji under a message, takes it off, pins or unpins it; counted back from the newest. */
  | { kind: 'mark'; how: 'react' | 'unreact' | 'pin' | 'unpin'; emoji: number; back: number }
  /** A client of the person's catches up. */
  | { kind: 'sync' }
  /** The connections of the service to its database are ended by the server, or just break. */
  | { kind: 'fault'; how: 'terminate' | 'sever' };

export interface Step {
  person: number;
  action: Action;
  /** Whether everything before has to be answered first; else this goes on beside it. */
  alone: boolean;
}

const PLAIN = { noNullPrototype: true };

const send = fc.record(
  {
    kind: fc.constant('send' as const),
    id: fc.option(fc.nat(2)),
    text: fc.nat(1),
    reply: fc.option(fc.nat(3)),
  },
  PLAIN,
);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 10, arbitrary: send },
  { weight: 3, arbitrary: fc.constant({ kind: 'read all' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read one' as const), back: fc.nat(4) }, PLAIN) },
  {
    weight: 3,
    arbitrary: fc.record(
      { kind: fc.constantFrom('edit' as const, 'edit' as const, 'delete' as const), back: fc.nat(2) },
      PLAIN,
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        kind: fc.constant('mark' as const),
        how: fc.constantFrom(
          'react' as const,
          'react' as const,
          'unreact' as const,
          'pin' as const,
          'unpin' as const,
        ),
        emoji: fc.nat(1),
        back: fc.nat(2),
      },
      PLAIN,
    ),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'sync' as const }) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        kind: fc.constant('fault' as const),
        how: fc.constantFrom('terminate' as const, 'sever' as const),
      },
      PLAIN,
    ),
  },
);

/** What happens in a room, in the order in which it begins. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ person: fc.nat(PEOPLE - 1), action, alone: fc.boolean() }, PLAIN),
  { minLength: 1, maxLength: 40, size: 'max' },
);
