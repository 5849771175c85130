import { createRequire } from 'node:module';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, rejection, useServer } from './setting.ts';

const require = createRequire(import.meta.url);
const createKnex = require('knex') as (config: Knex.Config) => Knex;
const client = require('@libsql/knex-libsql') as typeof Knex.Client;

const migrations = [
  {
    name: '1-authors',
    up: (db: Knex) =>
      db.schema.createTable('author', (table) => {
        table.increments('id');
        table.string('name').notNullable().unique();
      }),
    down: (db: Knex) => db.schema.dropTable('author'),
  },
  {
    name: '2-ratings',
    up: (db: Knex) => db.schema.alterTable('author', (table) => void table.float('rating')),
    down: (db: Knex) => db.schema.alterTable('author', (table) => void table.dropColumn('rating')),
  },
];
const migrationSource: Knex.MigrationSource<(typeof migrations)[number]> = {
  getMigrations: () => Promise.resolve(migrations),
  getMigrationName: ({ name }) => name,
  getMigration: (migration) => Promise.resolve(migration),
};

export function knexBuilder(): void {
  describe.each([['http'], ['ws']])('knex by %s', (scheme) => {
    const setting = useServer();
    const open: Knex[] = [];
    let database: Database;
    let db: Knex;
    const connect = (authToken = database.authToken): Knex => {
      const filename = `${database.url.replace(/^http/, scheme)}?authToken=${authToken}`;
      const knex = createKnex({ client, connection: { filename }, useNullAsDefault: true });
      open.push(knex);
      return knex;
    };
    beforeEach(async () => {
      database = await setting.create();
      db = connect();
      await db.migrate.latest({ migrationSource });
    });
    afterEach(async () => {
      for (const knex of open.splice(0)) await knex.destroy();
    });

    it('migrates up, down and up again', async () => {
      await db.migrate.down({ migrationSource });
      expect(await db.schema.hasColumn('author', 'rating')).toBe(false);
      await db.migrate.latest({ migrationSource });
      expect(await db.schema.hasColumn('author', 'rating')).toBe(true);
    });

    it('inserts, reads, updates and deletes', async () => {
      expect(await db('author').insert({ name: 'Ada', rating: 4.5 })).toEqual([1]);
      expect(await db('author').where({ name: 'Ada' }).first()).toEqual({ id: 1, name: 'Ada', rating: 4.5 });
      expect(await db('author').update({ rating: null })).toBe(1);
      expect(await db('author').delete()).toBe(1);
    });

    it('commits a transaction, and rolls back one that throws', async () => {
      await db.transaction((tx) => tx('author').insert({ name: 'kept' }));
      await rejection(
        db.transaction(async (tx) => {
          await tx('author').insert({ name: 'gone' });
          await tx('author').insert({ name: 'kept' });
        }),
      );
      expect(await db('author').pluck('name')).toEqual(['kept']);
    });

    it('reports the error of a constraint', async () => {
      await db('author').insert({ name: 'Ada' });
      expect((await rejection(Promise.resolve(db('author').insert({ name: 'Ada' })))).message).toMatch(
        /UNIQUE constraint failed: author\.name/,
      );
    });

    it('is refused with a read-only token', async () => {
      const reader = connect(await setting.mint(database, { authorization: 'read-only' }));
      expect(await reader('author').pluck('name')).toEqual([]);
      expect(await rejection(Promise.resolve(reader('author').delete()))).toBeInstanceOf(Error);
    });
  });
}
