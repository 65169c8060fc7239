import type { MigrationInterface, QueryRunner } from 'typeorm';
import { marketplaceKeys } from '../src/database/marketplace.js';
import { isEmpty, markAsCreated, tableExists, wasCreatedHere } from './origin.js';

/** In the order of their references. */
const TABLES = [
  {
    name: 'galleries',
    key: marketplaceKeys.galleries,
    columns: `id uuid PRIMARY KEY, name text NOT NULL`,
  },
  {
    name: 'users',
    key: marketplaceKeys.users,
    columns: `
      id uuid PRIMARY KEY,
      gallery_id uuid REFERENCES ${marketplaceKeys.galleries},
      first_name text,
      last_name text,
      email text`,
  },
  {
    name: 'vehicles',
    key: marketplaceKeys.vehicles,
    columns: `
      id uuid PRIMARY KEY,
      gallery_id uuid REFERENCES ${marketplaceKeys.galleries},
      brand text,
      model text,
      title text,
      price numeric`,
  },
  {
    name: 'offers',
    key: marketplaceKeys.offers,
    columns: `
      id uuid PRIMARY KEY,
      vehicle_id uuid REFERENCES ${marketplaceKeys.vehicles},
      buyer_gallery_id uuid,
      seller_gallery_id uuid,
      amount numeric,
      status text`,
  },
];

/**
 * The marketplace owns these four tables. Each is made only where it is missing, for a database of the service's own
 * and for tests; one that stands is never touched, and one that `marketplaceKeys` places elsewhere is never made.
 */
export class MarketplaceTables1795219200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { name, key, columns } of TABLES) {
      const placedElsewhere = key !== `${name}(id)`;
      if (placedElsewhere || (await tableExists(runner, name))) continue;
      await runner.query(`CREATE TABLE ${name} (${columns})`);
      await markAsCreated(runner, name);
    }
  }

  /** Drops a table only if `up` made it and it is empty: rows in it have become the marketplace's. */
  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES.toReversed()) {
      if (!(await wasCreatedHere(runner, name))) continue;
      await runner.query(`LOCK TABLE ${name} IN ACCESS EXCLUSIVE MODE`);
      if (await isEmpty(runner, name)) await runner.query(`DROP TABLE ${name}`);
    }
  }
}
