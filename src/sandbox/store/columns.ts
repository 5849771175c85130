import type { SQLInputValue } from 'node:sqlite';
import { lazy } from '../../contract/lazy.ts';

/** How a property is kept in its column: as it is, as 0 or 1, or as JSON. */
export type ColumnKind = 'plain' | 'flag' | 'json';

/** The columns of a table, named by the properties of its rows. */
export interface Columns<Row> {
  /** `id, group_id AS groupId`: what a SELECT lists. @param table a prefix where tables are joined */
  select(table?: string): string;
  /** `INSERT INTO name (…) VALUES (…)`, with a placeholder for each property. */
  insert(table: string): string;
  /** `UPDATE name SET …`, of some properties. */
  update(table: string, properties: readonly (keyof Row & string)[]): string;
  /** The values of a row, or of some properties, in the order of `insert` or `update`. */
  values(row: Row, properties?: readonly (keyof Row & string)[]): SQLInputValue[];
  /** A row as a SELECT gave it. */
  parse(raw: Readonly<Record<string, unknown>>): Row;
}

/** Describes a table whose columns are the properties of a row in snake case. */
export function columnsOf<Row extends object>(kinds: Readonly<Record<keyof Row & string, ColumnKind>>): Columns<Row> {
  const all = Object.keys(kinds) as (keyof Row & string)[];
  const converted = all.filter((property) => kinds[property] !== 'plain');
  // Each store asks for them.
  const names = lazy(() => all.map(column));
  const placeholders = lazy(() => all.map(() => '?').join(', '));
  return {
    select: (table) =>
      names()
        .map((name, index) => `${table === undefined ? '' : `${table}.`}${name} AS ${all[index]!}`)
        .join(', '),
    insert: (table) => `INSERT INTO ${table} (${names().join(', ')}) VALUES (${placeholders()})`,
    update: (table, properties) =>
      `UPDATE ${table} SET ${properties.map((property) => `${column(property)} = ?`).join(', ')}`,
    values: (row, properties = all) => properties.map((property) => toValue(kinds[property], row[property])),
    parse(raw) {
      const row: Record<string, unknown> = { ...raw };
      for (const property of converted) {
        row[property] = kinds[property] === 'flag' ? raw[property] === 1 : JSON.parse(String(raw[property]));
      }
      return row as Row;
    },
  };
}

function toValue(kind: ColumnKind, value: unknown): SQLInputValue {
  if (kind === 'flag') return value === true ? 1 : 0;
  return kind === 'json' ? JSON.stringify(value ?? null) : (value as SQLInputValue);
}

function column(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
