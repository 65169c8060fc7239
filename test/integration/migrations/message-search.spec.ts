import { randomUUID } from 'node:crypto';
import { migrateDown, migrateUp } from '../../../src/database/index.js';
import { Scene } from '../../support/scene.js';
import { indexed, search } from '../../support/searching.js';
import { MIGRATIONS } from './all-migrations.js';
import { tableNames } from './catalog.js';
import { openDatabase, takeBack, type OpenDatabase } from './open-database.js';

describe('the tables of the search', () => {
  it('are made, dropped and made again in a filled database, which a node then fills them from', async () => {
    const scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false', SEARCH_INDEX_SHARE: '100' }, { nodes: 1 });
    try {
      const room = await scene.room();
      for (let n = 1; n <= 30; n++) await room.send(room.buyer, `Eski mesaj ${n}`);
      await indexed(scene.service.db);
      const { url } = scene.service.ground.database;
      const stored = async () =>
        (await scene.service.db.query('SELECT * FROM chat_messages ORDER BY seq')).rows as object[];
      const before = await stored();

      const taken = await takeBack(url, 'MessageSearch');
      const { rows } = await scene.service.db.query(
        `SELECT to_regclass('chat_message_search') AS found, to_regclass('chat_room_search') AS noted,
           (SELECT count(*)::int FROM pg_extension WHERE extname IN ('pg_trgm', 'unaccent')) AS extensions`,
      );
      expect(rows).toEqual([{ found: null, noted: null, extensions: 2 }]);
      // A node that is there meanwhile goes on sending.
      expect((await room.send(room.buyer, 'Eski mesaj 31')).status).toBe(201);
      expect(await migrateUp(url)).toEqual(taken.toReversed());
      expect((await stored()).slice(0, 30)).toEqual(before);

      const other = await Scene.beside(scene, { SEARCH_INDEX_SHARE: '100' });
      try {
        await indexed(scene.service.db);
        const { data } = await search(other.as(room.seller), { q: 'mesajlar', limit: 100 });
        expect(data).toHaveLength(31);
      } finally {
        await other.close();
      }
    } finally {
      await scene.close();
    }
  });

  describe('where the extensions may not be created', () => {
    const owner = `owner_${randomUUID().replaceAll('-', '')}`;
    let database: OpenDatabase;
    let url: string;

    beforeEach(async () => {
      database = await openDatabase();
      await database.sql(
        `CREATE ROLE ${owner} LOGIN PASSWORD 'test'; GRANT CREATE ON SCHEMA public TO ${owner}`,
      );
      url = Object.assign(new URL(database.url), { username: owner, password: 'test' }).href;
    });
    afterEach(async () => {
      await database.sql(`DROP OWNED BY ${owner}; DROP ROLE ${owner}`);
      await database.close();
    });

    it('the migration says what to do, leaves nothing behind, and runs once that is done', async () => {
      const name = new URL(database.url).pathname.slice(1);
      await database.sql(`GRANT CREATE ON DATABASE ${name} TO ${owner}`);
      await migrateUp(url);
      await takeBack(url, 'MessageSearch');
      await database.sql(
        `REVOKE CREATE ON DATABASE ${name} FROM ${owner}; DROP EXTENSION pg_trgm; DROP EXTENSION unaccent`,
      );
      await expect(migrateUp(url)).rejects.toThrow(
        /^Search needs the PostgreSQL extension pg_trgm, .*have a superuser run CREATE EXTENSION pg_trgm/,
      );
      expect(await tableNames(database)).not.toContain('chat_message_search');
      await database.sql('CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent');
      expect(await migrateUp(url)).toEqual(
        MIGRATIONS.slice(MIGRATIONS.indexOf('MessageSearch1795219860000')),
      );
      expect(await migrateDown(url)).toBe(MIGRATIONS.at(-1));
    });

    it('who may create in the database may create them', async () => {
      const name = new URL(database.url).pathname.slice(1);
      await database.sql(`GRANT CREATE ON DATABASE ${name} TO ${owner}`);
      expect(await migrateUp(url)).toEqual(MIGRATIONS);
    });
  });
});
