type Stop = () => Promise<void>;

/** Milliseconds that stopping may take; the children are ended by the watchdog then. */
const STOP_TIMEOUT = 60_000;

/**
 * Runs a program that starts other programs, and sees to it that they end: when it is done, when it fails, on Ctrl-C,
 * and when it lasts longer than it may. What is left after a crash, or SIGKILL, is ended by the watchdog of `dev/`.
 * @param limit seconds
 * @param work is given the list to which it adds what must be stopped
 * @returns the exit code
 */
export async function withinLimits(limit: number, work: (stops: Stop[]) => Promise<number>): Promise<number> {
  const stops: Stop[] = [];
  const ending = Promise.withResolvers<number>();
  const timer = setTimeout(() => {
    console.error(`Stopped: it lasted longer than ${limit} s.`);
    ending.resolve(3);
  }, limit * 1000);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.error(`Stopped by ${signal}.`);
      ending.resolve(130);
    });
  }
  const working = work(stops);
  // It goes on until what it uses is gone; only its first end counts.
  working.catch(() => undefined);
  try {
    return await Promise.race([working, ending.promise]);
  } finally {
    clearTimeout(timer);
    setTimeout(() => process.exit(4), STOP_TIMEOUT).unref();
    for (const stop of stops.reverse()) await stop().catch((error: unknown) => console.error(error));
  }
}
