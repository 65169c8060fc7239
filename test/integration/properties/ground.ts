import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import { Database } from '../../../src/database/index.js';
import { createTestDatabase } from '../../support/database.js';
import { databaseReady, startService } from '../../support/service.js';
import { TcpProxy } from '../../support/servers/tcp-proxy.js';

/** A running service whose way to its database can be broken. */
export interface Ground {
  app: NestFastifyApplication;
  /** Looks into the database past the service. */
  db: Pool;
  /** The server ends every connection of the service, whatever it is doing. */
  terminate(): Promise<void>;
  /** Every connection of the service breaks, as when a cable is pulled. */
  sever(): Promise<void>;
  /** Resolves when the service has its database. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const database = await createTestDatabase();
  const wire = await TcpProxy.start(Number(new URL(database.url).port));
  const throughWire = Object.assign(new URL(database.url), { port: new URL(wire.url).port }).href;
  const service = await startService({ DATABASE_URL: throughWire });
  const db = new Pool({ connectionString: database.url, max: 2 });
  const { app } = service;
  return {
    app,
    db,
    terminate: async () => {
      await db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'dealer-messaging'`,
      );
    },
    sever: async () => wire.drop(),
    ready: () => databaseReady(app.get(Database)),
    stop: async () => {
      await service.stop();
      await db.end();
      await wire.close();
      await database.drop();
    },
  };
}
