import { Logger } from '@nestjs/common';
import { createApp } from './app.setup.js';
import { AppConfig, ConfigError } from './config/index.js';

async function main(): Promise<void> {
  const config = AppConfig.fromEnvironment();
  const app = await createApp(config);
  // Its exit code says that it ended in order, instead of the signal that asked for it.
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  await app.listen(config.port, config.host);
  new Logger('Main').log(`Listening on ${await app.getUrl()}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
