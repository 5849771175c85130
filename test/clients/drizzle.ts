import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { eq, sql } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { blob, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejection, useServer } from './setting.ts';

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));

const author = sqliteTable('author', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull().unique(),
  joined: integer({ mode: 'timestamp_ms' }),
});
const post = sqliteTable('post', {
  id: integer().primaryKey(),
  author: integer().references(() => author.id),
  isPublic: integer({ mode: 'boolean' }).notNull().default(false),
  rating: real(),
  tags: text({ mode: 'json' }).$type<string[]>(),
  cover: blob({ mode: 'buffer' }),
  views: blob({ mode: 'bigint' }),
});

export function drizzleOrm(): void {
  describe('drizzle-orm', () => {
    const setting = useServer();
    let client: Client;
    let db: LibSQLDatabase;
    beforeEach(async () => {
      client = createClient(await setting.create());
      db = drizzle(client);
      await migrate(db, { migrationsFolder });
    });
    afterEach(() => client.close());

    it('migrates once, however often it is told to', async () => {
      await migrate(db, { migrationsFolder });
      expect(await db.get(sql`SELECT count(*) AS n FROM __drizzle_migrations`)).toMatchObject({ n: 2 });
    });

    it('brings back each type of column', async () => {
      const joined = new Date('2026-11-28T09:30:00.123Z');
      const [created] = await db.insert(author).values({ name: 'Ada', joined }).returning();
      expect(created).toEqual({ id: 1, name: 'Ada', joined });
      const row = {
        id: 7,
        author: 1,
        isPublic: true,
        rating: 4.5,
        tags: ['a', 'b'],
        cover: Buffer.from([0, 255]),
        views: 2n ** 70n,
      };
      await db.insert(post).values(row);
      const [read] = await db.select().from(post).innerJoin(author, eq(post.author, author.id));
      expect(read).toEqual({ author: created, post: row });
    });

    it('updates, deletes, and inserts again on conflict', async () => {
      await db.insert(author).values([{ name: 'Ada' }, { name: 'Alan' }]);
      await db
        .insert(author)
        .values({ name: 'Ada' })
        .onConflictDoUpdate({ target: author.name, set: { name: 'Grace' } });
      await db.update(author).set({ name: 'Edsger' }).where(eq(author.name, 'Alan'));
      expect((await db.select().from(author)).map(({ name }) => name)).toEqual(['Grace', 'Edsger']);
      const { rowsAffected } = await db.delete(author).where(eq(author.id, 1));
      expect(rowsAffected).toBe(1);
    });

    it('commits a transaction, and rolls back one that throws', async () => {
      await db.transaction(async (tx) => void (await tx.insert(author).values({ name: 'kept' })));
      const error = await rejection(
        db.transaction(async (tx) => {
          await tx.insert(author).values({ name: 'gone' });
          tx.rollback();
        }),
      );
      expect(error.name).toBe('DrizzleError');
      expect((await db.select().from(author)).map(({ name }) => name)).toEqual(['kept']);
    });

    it('runs a batch wholly or not at all', async () => {
      const failed = db.batch([
        db.insert(author).values({ name: 'twice' }),
        db.insert(author).values({ name: 'twice' }),
      ]);
      expect(await rejection(failed)).toBeInstanceOf(Error);
      const [, authors] = await db.batch([db.insert(author).values({ name: 'once' }), db.select().from(author)]);
      expect(authors.map(({ name }) => name)).toEqual(['once']);
    });

    it('wraps the error of a constraint with its code', async () => {
      const error = await rejection(db.insert(post).values({ id: 1, author: 404 }).run());
      expect(error.cause).toMatchObject({ code: 'SQLITE_CONSTRAINT', message: expect.stringContaining('FOREIGN KEY') });
    });
  });
}
