import type { MigrationInterface } from 'typeorm';

/** Every schema change, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [];
