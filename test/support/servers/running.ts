type Stop = () => Promise<void>;

/** Jest loads setup and teardown apart from each other, in one process: what they share hangs on the global object. */
const shared = globalThis as typeof globalThis & { stopsOfTestServers?: Stop[] };

/** Notes what is to be done when the run ends; the last one noted is done first. */
export function onTeardown(stop: Stop): void {
  (shared.stopsOfTestServers ??= []).unshift(stop);
}

/** Does all that was noted, even when some of it fails. @throws the first failure */
export async function tearDown(): Promise<void> {
  const stops = shared.stopsOfTestServers?.splice(0) ?? [];
  const failures: unknown[] = [];
  for (const stop of stops) await stop().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
