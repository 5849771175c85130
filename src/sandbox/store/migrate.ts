import type { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations.ts';
import { schema } from './schema.ts';

/** Marks Mockplane's database files: "mock" in ASCII. */
export const applicationId = 0x6d6f636b;

/** Gives a database the present schema. */
export function migrate(database: DatabaseSync): void {
  const from = numberOf(database, 'PRAGMA user_version');
  if (from < migrations.length) {
    // A table that is made anew would take the rows along that refer to it.
    database.exec(`
      PRAGMA foreign_keys = OFF;
      BEGIN IMMEDIATE;
      ${from === 0 ? schema : migrations.slice(from).join('\n')}
      PRAGMA user_version = ${migrations.length};
      COMMIT;
    `);
  }
  database.exec('PRAGMA foreign_keys = ON');
}

/** The single value that a statement returns. */
export function valueOf(database: DatabaseSync, sql: string): unknown {
  return Object.values(database.prepare(sql).get() ?? {})[0];
}

/** The single value that a statement returns, as a number. */
export function numberOf(database: DatabaseSync, sql: string): number {
  return Number(valueOf(database, sql));
}
