import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/sql/engine.ts';
import { tokenize } from '../../src/sql/local/grammar.ts';
import { createInProcessHost } from '../../src/sql/local/in-process-host.ts';
import { newContent, prepare, run, stoppedClock } from './helpers.ts';

const schema = `create table p(id integer primary key, name text not null, age int, note blob);
  insert into p(name, age) values ('ann', 30), ('bob', 41), ('eve', null);
  create table child(pid integer references p(id) on delete cascade, x real unique);
  insert into child values (1, 1.5), (2, 2.5); create index byAge on p(age);
  create view v as select name, age from p where age is not null;
  create trigger tr after insert on p begin update p set note = 'new' where id = new.id; end`;

const statements = [
  'select * from p',
  'select name, age + 1 as next from p where age > 20 order by name desc limit 2 offset 1',
  'select count(*), sum(age), group_concat(name) from p group by age is null having count(*) > 0',
  'select a.name, b.x from p a left join child b on b.pid = a.id where a.id in (1, 2, 3)',
  // Nothing recursive: a change could let it run without an end.
  'with c(x) as (values (1), (2), (3)) select x * 2 from c where x < 3',
  'select name, row_number() over (order by age) from p',
  "select json_extract('{\"a\":[1,2]}', '$.a[1]'), json_group_array(age) from p",
  "select upper(name) || 'x', substr(name, 1, 2), length(name), typeof(age), hex(note) from p",
  'select case when age is null then 0 else age end from p union select id from child, p',
  "values (1, 2.5), (null, x'00ff')",
  "insert into p(name, age) values ('new', 5) returning id, note",
  "insert into p(id, name) values (1, 'x') on conflict(id) do update set name = excluded.name",
  'insert or ignore into child values (1, 1.5)',
  "insert into p(name, age, name) values ('twice', 1, 'ignored') returning *",
  'update p set age = age + 1 where id > 1 returning *',
  'delete from p where id = 1',
  'create table t(a int check (a > 0), b text default 5)',
  'alter table p rename column age to years',
  'drop view v',
  'explain query plan select * from p where id = 1',
  'savepoint s',
];

const words = [
  'p',
  'id',
  'name',
  'nope',
  '1',
  "'x'",
  '*',
  '(',
  ')',
  ',',
  'select',
  'from',
  'not',
  'null',
  '-',
  '||',
  'order by',
];

/** A statement, with some of its tokens left out, repeated, exchanged or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...statements),
    fc.array(fc.tuple(fc.constantFrom('drop', 'repeat', 'swap', 'replace'), fc.nat(40), fc.constantFrom(...words)), {
      maxLength: 3,
    }),
  )
  .map(([sql, changes]) => {
    const tokens = [...tokenize(sql)].map(({ text }) => text);
    for (const [change, place, word] of changes) {
      const at = place % Math.max(tokens.length, 1);
      const token = tokens[at] ?? word;
      if (change === 'drop') tokens.splice(at, 1);
      else if (change === 'repeat') tokens.splice(at, 0, token);
      else if (change === 'swap') tokens.splice(at, 2, tokens[at + 1] ?? word, token);
      else tokens[at] = word;
    }
    return tokens.join(' ');
  });

/** Runs a statement with SQLite alone: its rows, or its message. */
function runPlainly(db: DatabaseSync, sql: string): unknown {
  try {
    const statement = db.prepare(sql);
    const rows = statement.all();
    return { rows: statement.columns().length > 0 ? rows : [] };
  } catch (error) {
    return { message: (error as Error).message };
  }
}

/** The same of a result of ours; undefined where the statement was not run because it is not supported. */
function summary(result: RunResult): { rows: unknown } | { message: string } | undefined {
  if (result.type === 'failed') {
    return result.error.message.includes('unsupported statement') ? undefined : { message: result.error.message };
  }
  if (result.type !== 'done') return undefined;
  const [outcome] = result.outcomes;
  if (outcome?.type === 'ok') return { rows: outcome.result.rows };
  return outcome?.type === 'error' ? { message: outcome.error.message } : undefined;
}

const host = createInProcessHost();
const engine = host.createEngine({ clock: stoppedClock() });
afterAll(() => host.end());

describe('any statement', () => {
  it('gives the rows or the error that SQLite gives', async () => {
    const content = newContent();
    await prepare(engine, content, schema);
    const db = new DatabaseSync(':memory:', { readBigInts: true, returnArrays: true });
    db.exec(schema);
    const agreed = { rows: 0, errors: 0 };
    await fc.assert(
      fc.asyncProperty(mutated, async (sql) => {
        const stream = engine.open(content, 'full');
        await run(stream, 'begin');
        db.exec('begin');
        const ours = summary(await run(stream, sql));
        const theirs = runPlainly(db, sql) as { rows?: unknown; message?: string };
        stream.close();
        if (db.isTransaction) db.exec('rollback');
        if (ours === undefined) return;
        if ('rows' in ours) agreed.rows++;
        else agreed.errors++;
        // Our own words for a text that is no SQL come before SQLite has seen it.
        const isOwnText =
          'message' in ours &&
          /could not be parsed|does not contain|more than one|value for parameter/.test(ours.message);
        const expected =
          theirs.message === undefined || isOwnText
            ? theirs
            : { message: theirs.message.replace(/"(.*)" - should this be a string literal in single-quotes\?$/, '$1') };
        const found = isOwnText
          ? { message: theirs.message ?? 'an error' }
          : 'message' in ours
            ? { message: ours.message.replace(/^SQL(?:ite| input) error: /, '').replace(/ \(at offset \d+\)$/, '') }
            : ours;
        expect({ sql, ...found }).toEqual({ sql, ...expected });
      }),
      { numRuns: 1_500 },
    );
    // Neither side of the comparison is empty.
    expect(agreed.rows).toBeGreaterThan(100);
    expect(agreed.errors).toBeGreaterThan(100);
    db.close();
  });
});
