import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startMockplane } from '../../src/index.ts';
import { databasesOf } from '../helpers/databases.ts';
import { run } from '../helpers/programs.ts';

const folder = import.meta.dirname;
const isInstalled = existsSync(join(folder, 'node_modules/.package-lock.json'));
if (!isInstalled) {
  console.warn('Prisma is not installed (`npm ci --prefix test/prisma`): the test that uses it is skipped.');
}

/** Prisma's command line would download an engine that `generate` never runs. With a path to one it downloads nothing. */
const environment = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
};

/** The tables of `schema.prisma`, as `prisma migrate diff` writes them. The command needs the engine. */
const tables = `
  CREATE TABLE "Author" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL);
  CREATE UNIQUE INDEX "Author_name_key" ON "Author"("name");
  CREATE TABLE "Note" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "text" TEXT NOT NULL,
    "done" BOOLEAN NOT NULL DEFAULT false, "size" BIGINT NOT NULL, "rating" REAL NOT NULL, "bytes" BLOB NOT NULL,
    "at" DATETIME NOT NULL, "authorId" INTEGER NOT NULL,
    CONSTRAINT "Note_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Author" ("id") ON DELETE RESTRICT ON UPDATE CASCADE);`;

describe.skipIf(!isInstalled)('the client that Prisma generates', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    const cli = join(folder, 'node_modules/prisma/build/index.js');
    const { code, stderr } = await run(process.execPath, [cli, 'generate'], { cwd: folder, env: environment });
    if (code !== 0) throw new Error(stderr);
  }, 120_000);

  it('creates, reads, changes and groups rows, in transactions and without', async () => {
    const mockplane = await startMockplane({ port: 0, transitions: 'immediate' });
    try {
      const databases = databasesOf(mockplane.url);
      const jwt = await databases.create('notes');
      await databases.ask('notes', 'v2/pipeline', jwt, { requests: [{ type: 'sequence', sql: tables }] });
      const env = { TURSO_DATABASE_URL: databases.urlOf('notes'), TURSO_AUTH_TOKEN: jwt };
      const { code, stdout, stderr } = await run(process.execPath, [join(folder, 'notes.js')], { env });
      expect([code, stderr]).toEqual([0, '']);
      const note = {
        authorId: 1,
        text: 'It’s “new”',
        done: false,
        size: '9007199254740991n',
        rating: 0.1,
        bytes: [0, 255],
        at: '2026-11-28T09:30:00.123Z',
      };
      expect(JSON.parse(stdout)).toEqual({
        created: {
          id: 1,
          name: 'Ada',
          notes: [
            { ...note, id: 1 },
            { ...note, id: 2, done: true },
          ],
        },
        counted: 1,
        updated: { count: 1 },
        grouped: [
          { done: false, _sum: { rating: 0.1 } },
          { done: true, _sum: { rating: 1.1 } },
        ],
        upserted: { id: 1, name: 'Ada L.' },
        // `@libsql/client` hands on no extended code over HTTP, so Prisma sees no unique constraint (P2002) here.
        transaction: { name: 'PrismaClientKnownRequestError', code: 'P2039' },
        interactive: { id: expect.any(Number), name: 'Cyd' },
        missing: { name: 'PrismaClientKnownRequestError', code: 'P2025' },
        names: [{ name: 'Ada L.' }, { name: 'Cyd' }],
        raw: [{ count: expect.anything() }],
      });
    } finally {
      await mockplane.close();
    }
  });
});
