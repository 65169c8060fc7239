import type { Column, Named, Table } from './definition.js';

/** How a new table is written. Column attributes stand inline, so that PostgreSQL gives its usual constraint names. */
export function createTable({ name, columns, checks, uniques, fillfactor }: Table): string {
  const parts = [...columns.map(column), ...[...checks, ...uniques].map(constraint)];
  const storage = fillfactor === undefined ? '' : ` WITH (fillfactor = ${fillfactor})`;
  return `CREATE TABLE ${name} (${parts.join(', ')})${storage}`;
}

export const createIndex = (table: string, { name, definition, unique }: Table['indexes'][number]): string =>
  `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${table} ${definition}`;

const constraint = ({ name, definition }: Named): string => `CONSTRAINT ${name} ${definition}`;

function column({ name, type, notNull, default: value, primaryKey, references }: Column): string {
  const parts = [name, type];
  if (primaryKey) parts.push('PRIMARY KEY');
  else if (notNull) parts.push('NOT NULL');
  if (value !== undefined) parts.push(`DEFAULT ${value}`);
  if (references !== undefined) parts.push(`REFERENCES ${references}`);
  return parts.join(' ');
}
