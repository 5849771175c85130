import { PrismaLibSql } from '@prisma/adapter-libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, rejection, useServer } from './setting.ts';

type Adapter = Awaited<ReturnType<PrismaLibSql['connect']>>;

const scalarTypeOf = (value: unknown): 'bigint' | 'bytes' | 'unknown' =>
  typeof value === 'bigint' ? 'bigint' : value instanceof Uint8Array ? 'bytes' : 'unknown';

const statement = (sql: string, args: unknown[] = []) => ({
  sql,
  args,
  argTypes: args.map((value) => ({ scalarType: scalarTypeOf(value), arity: 'scalar' as const })),
});

// The adapter is all that speaks to a database. `test/prisma` has a client that Prisma generates above it.
export function prismaAdapter(): void {
  describe('@prisma/adapter-libsql', () => {
    const setting = useServer();
    let database: Database;
    let db: Adapter;
    beforeEach(async () => {
      database = await setting.create();
      db = await new PrismaLibSql(database).connect();
      await db.executeScript(
        'CREATE TABLE "Note" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "text" TEXT NOT NULL, "at" DATETIME, ' +
          '"big" BIGINT, "data" BLOB, "done" BOOLEAN);\nCREATE UNIQUE INDEX "Note_text_key" ON "Note"("text");',
      );
    });
    afterEach(() => db.dispose());

    it('brings back each type', async () => {
      const args = ['x', '2026-11-28T09:30:00.000+00:00', 9_007_199_254_740_991n, Uint8Array.of(0, 255), true];
      const insert = 'INSERT INTO "Note" ("text", "at", "big", "data", "done") VALUES (?, ?, ?, ?, ?)';
      expect(await db.executeRaw(statement(insert, args))).toBe(1);
      const { columnNames, rows } = await db.queryRaw(statement('SELECT * FROM "Note"'));
      expect(columnNames).toEqual(['id', 'text', 'at', 'big', 'data', 'done']);
      expect(rows).toHaveLength(1);
      const [id, text, at, big, data, done] = rows[0]!;
      expect([id, text, at, big, done]).toEqual([1, 'x', '2026-11-28T09:30:00.000+00:00', 9_007_199_254_740_991, 1]);
      expect([...(data as Uint8Array)]).toEqual([0, 255]);
    });

    it('commits a transaction, and rolls another back', async () => {
      const insert = (text: string) => statement('INSERT INTO "Note" ("text") VALUES (?)', [text]);
      const kept = await db.startTransaction();
      await kept.executeRaw(insert('kept'));
      await kept.commit();
      const gone = await db.startTransaction();
      await gone.executeRaw(insert('gone'));
      await gone.rollback();
      expect((await db.queryRaw(statement('SELECT "text" FROM "Note"'))).rows).toEqual([['kept']]);
    });

    // The client below it hands on no extended code over HTTP, so the adapter knows no constraint by name.
    it('hands on the message of an error', async () => {
      const insert = statement('INSERT INTO "Note" ("text") VALUES (?)', ['x']);
      await db.executeRaw(insert);
      expect(await rejection(db.executeRaw(insert))).toMatchObject({
        name: 'DriverAdapterError',
        cause: { kind: 'sqlite', message: expect.stringContaining('UNIQUE constraint failed: Note.text') },
      });
      expect(await rejection(db.queryRaw(statement('SELECT * FROM "Missing"')))).toMatchObject({
        cause: { kind: 'sqlite', message: expect.stringContaining('no such table: Missing') },
      });
    });
  });
}
