import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createInProcessHost } from '../../src/sql/local/in-process-host.ts';
import { newContent, prepare, run, stoppedClock, value } from './helpers.ts';

/** Texts of what SQLite and its shell know to reach files with, and what may stand around them. */
const parts = (victim: string, created: string): fc.Arbitrary<string> => {
  const name = fc.constantFrom(victim, created, `file:${victim}`, `file:${created}?mode=rwc`, 'x', ':memory:', '');
  const quoted = fc.tuple(name, fc.constantFrom("'", '"', '`', '')).map(([text, quote]) => `${quote}${text}${quote}`);
  const words = fc.constantFrom(
    'ATTACH',
    'ATTACH DATABASE',
    'DETACH',
    'VACUUM',
    'VACUUM main',
    'INTO',
    'AS',
    'x',
    'temp',
    'main',
    'SELECT',
    'FROM',
    '*',
    '(',
    ')',
    ',',
    ';',
    '.',
    '--',
    '/*',
    '*/',
    'EXPLAIN',
    'CREATE',
    'TEMP',
    'TABLE',
    'VIRTUAL TABLE',
    'USING',
    'csv',
    'fts5(a)',
    'rtree(a, b, c)',
    'dbstat',
    'PRAGMA',
    '=',
    'temp_store_directory',
    'data_store_directory',
    'journal_mode',
    'DELETE',
    'WAL',
    'wal_checkpoint(TRUNCATE)',
    'locking_mode',
    'load_extension',
    'readfile',
    'writefile',
    'edit',
    'fsdir',
    'zipfile',
    'sqlar_compress',
    'fts3_tokenizer',
    'BEGIN',
    'COMMIT',
    'INSERT INTO t VALUES (1)',
  );
  const whole = quoted.chain((file) =>
    fc.constantFrom(
      `ATTACH ${file} AS x`,
      `VACUUM INTO ${file}`,
      `SELECT writefile(${file}, 'x')`,
      `SELECT load_extension(${file})`,
      `CREATE VIRTUAL TABLE v USING csv(filename=${file})`,
      `PRAGMA temp_store_directory = ${file}`,
    ),
  );
  return fc.array(fc.oneof(words, words, quoted, whole), { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
};

it('no statement opens, creates or changes a file beside its database', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  const victim = join(directory, 'victim.db');
  const created = join(directory, 'created.db');
  writeFileSync(victim, 'untouched');
  const workingDirectory = readdirSync(process.cwd());
  const host = createInProcessHost();
  const engine = host.createEngine({ clock: stoppedClock(), directory: join(directory, 'contents') });
  const content = newContent();
  await prepare(engine, content, 'CREATE TABLE t (a)');
  await fc.assert(
    fc.asyncProperty(parts(victim, created), async (sql) => {
      const stream = engine.open(content, 'full');
      await run(stream, sql);
      await stream.run({ type: 'script', sql });
      await stream.describe(sql);
      expect(await value(stream, "SELECT count(*) FROM pragma_database_list WHERE name <> 'main'")).toBe(0n);
      stream.close();
      expect(readdirSync(directory)).toEqual(['contents', 'victim.db']);
    }),
    { numRuns: 500 },
  );
  expect(readFileSync(victim, 'utf8')).toBe('untouched');
  expect(readdirSync(process.cwd())).toEqual(workingDirectory);
  await host.end();
  expect(readdirSync(join(directory, 'contents'))).toEqual([`${content.id}.db`]);
  rmSync(directory, { recursive: true });
});
