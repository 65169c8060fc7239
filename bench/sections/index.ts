import { idle } from './idle.ts';
import { inbox } from './inbox.ts';
import { profile } from './profile.ts';
import { reading } from './reading.ts';
import { searching } from './searching.ts';
import type { Section } from './section.ts';
import { sending } from './sending.ts';
import { startUp } from './start-up.ts';
import { steady } from './steady.ts';
import { twoNodes } from './two-nodes.ts';

/** In the order in which they are measured and told. */
export const SECTIONS: Section[] = [
  sending,
  profile,
  steady,
  twoNodes,
  reading,
  searching,
  idle,
  inbox,
  startUp,
];
