import { tearDown } from './servers/running.ts';

/** Stops what the global setup started. */
export default async function globalTeardown(): Promise<void> {
  await tearDown();
}
