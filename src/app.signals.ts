import { constants } from 'node:os';
import { Logger, type INestApplication } from '@nestjs/common';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Ends the process in order when it is told to. Its exit code says that it did, instead of the signal that asked for it.
 * A second signal ends it at once.
 * @param limit milliseconds after which it ends whatever is still under way
 */
export function endOnSignals(app: INestApplication, limit: number): void {
  const logger = new Logger('Shutdown');
  let ending = false;
  const end = (signal: (typeof SIGNALS)[number]): void => {
    if (ending) {
      logger.warn(`${signal} again: ending at once`);
      process.exit(128 + constants.signals[signal]);
    }
    ending = true;
    logger.log(`${signal}: ending`);
    setTimeout(() => {
      logger.error(`Not everything has ended within ${limit / 1_000} s: ending anyway`);
      process.exit(1);
    }, limit).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'The service could not end in order');
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.on(signal, end);
}
