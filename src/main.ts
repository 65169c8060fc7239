import { createApp } from './app.setup.js';
import { AppConfig, ConfigError } from './config/index.js';

async function main(): Promise<void> {
  const config = AppConfig.fromEnvironment();
  const app = await createApp(config);
  app.enableShutdownHooks();
  await app.listen(config.port, config.host);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
