import { LibsqlDialect } from '@libsql/kysely-libsql';
import { type Generated, Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, rejection, useServer } from './setting.ts';

interface Tables {
  author: { id: Generated<number>; name: string };
  post: { id: Generated<number>; author: number; rating: number | null; cover: Uint8Array | null };
}

const migrations: Readonly<Record<string, Migration>> = {
  '1-authors': {
    up: (db) =>
      db.schema
        .createTable('author')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .execute(),
    down: (db) => db.schema.dropTable('author').execute(),
  },
  '2-posts': {
    up: (db) =>
      db.schema
        .createTable('post')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('author', 'integer', (column) => column.references('author.id'))
        .addColumn('rating', 'real')
        .addColumn('cover', 'blob')
        .execute(),
    down: (db) => db.schema.dropTable('post').execute(),
  },
};

export function kyselyBuilder(): void {
  describe('kysely', () => {
    const setting = useServer();
    let database: Database;
    let db: Kysely<Tables>;
    let migrator: Migrator;
    const connect = (authToken = database.authToken) =>
      new Kysely<Tables>({ dialect: new LibsqlDialect({ url: database.url, authToken }) });
    beforeEach(async () => {
      database = await setting.create();
      db = connect();
      migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
      const { error } = await migrator.migrateToLatest();
      if (error) throw error;
    });
    afterEach(() => db.destroy());

    it('migrates up, down and up again', async () => {
      await migrator.migrateDown();
      expect((await db.introspection.getTables()).map(({ name }) => name)).toEqual(['author']);
      const { results } = await migrator.migrateToLatest();
      expect(results).toMatchObject([{ migrationName: '2-posts', status: 'Success' }]);
      expect((await db.introspection.getTables()).map(({ name }) => name)).toEqual(['author', 'post']);
    });

    it('inserts, joins, updates and deletes', async () => {
      const { id } = await db.insertInto('author').values({ name: 'Ada' }).returning('id').executeTakeFirstOrThrow();
      const cover = Uint8Array.of(0, 255);
      await db.insertInto('post').values({ author: id, rating: 4.5, cover }).execute();
      const row = await db
        .selectFrom('post')
        .innerJoin('author', 'author.id', 'post.author')
        .select(['name', 'rating', 'cover'])
        .executeTakeFirstOrThrow();
      expect([row.name, row.rating, new Uint8Array(row.cover!)]).toEqual(['Ada', 4.5, cover]);
      const updated = await db.updateTable('post').set({ rating: null }).executeTakeFirst();
      expect(updated.numUpdatedRows).toBe(1n);
      const deleted = await db.deleteFrom('post').executeTakeFirst();
      expect(deleted.numDeletedRows).toBe(1n);
    });

    it('commits a transaction, and rolls back one that throws', async () => {
      await db.transaction().execute((tx) => tx.insertInto('author').values({ name: 'kept' }).execute());
      const error = await rejection(
        db.transaction().execute(async (tx) => {
          await tx.insertInto('author').values({ name: 'gone' }).execute();
          await tx.insertInto('author').values({ name: 'kept' }).execute();
        }),
      );
      expect(error).toMatchObject({ code: 'SQLITE_CONSTRAINT' });
      expect(await db.selectFrom('author').select('name').execute()).toEqual([{ name: 'kept' }]);
    });

    it('is refused with a read-only token', async () => {
      const reader = connect(await setting.mint(database, { authorization: 'read-only' }));
      expect(await reader.selectFrom('author').selectAll().execute()).toEqual([]);
      expect((await rejection(sql`DELETE FROM author`.execute(reader))).message).toMatch(/403|forbidden/i);
      await reader.destroy();
    });
  });
}
