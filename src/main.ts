import { Logger } from '@nestjs/common';
import { createApp, listen } from './app.setup.js';
import { endOnSignals } from './app.signals.js';
import { AppConfig, ConfigError } from './config/index.js';

/** Milliseconds, beyond the delay, in which a shutdown must be done: orchestrators wait 30 s before they kill. */
const SHUTDOWN_LIMIT = 20_000;

async function main(): Promise<void> {
  const config = AppConfig.fromEnvironment();
  const app = await createApp(config);
  endOnSignals(app, config.shutdownDelay * 1_000 + SHUTDOWN_LIMIT);
  await listen(app, config.port, config.host);
  new Logger('Main').log(`Listening on ${await app.getUrl()}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
