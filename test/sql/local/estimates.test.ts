import { afterAll, describe, expect, it } from 'vitest';
import { createInProcessHost } from '../../../src/sql/local/in-process-host.ts';
import { openPrepared, resultOf, run, stoppedClock } from '../helpers.ts';

const host = createInProcessHost();
const engine = host.createEngine({ clock: stoppedClock() });
afterAll(() => host.end());

const tables = `create table p(id integer primary key, name text, age int); create index byName on p(name);
  with recursive c(x) as (select 1 union all select x + 1 from c limit 100) insert into p select x, 'n' || (x % 10), x from c;
  create table q(a); insert into q values (1), (2);
  create table log(a); create trigger tr after update on q begin insert into log values (1); end`;

describe('rows read and written', () => {
  it.each([
    ['select 1', 0, 0],
    ['select * from p', 100, 0],
    ['select * from p where age > 95', 100, 0],
    ['select * from p where id = 5', 1, 0],
    ["select * from p where name = 'n1'", 10, 0],
    ['select * from p limit 7', 7, 0],
    ['select count(*) from p', 1, 0],
    ['select max(age) from p', 100, 0],
    ['select * from p order by age', 200, 0],
    ['select * from q join p on p.id = q.a', 4, 0],
    ["insert into p(name) values ('x'), ('y')", 0, 4],
    ['update p set age = 1 where id = 3', 1, 2],
    // All rows of a table go without a look at them.
    ['delete from q', 0, 2],
    ['update q set a = 5', 2, 4],
    ['begin', 0, 0],
    ['pragma table_info(p)', 0, 0],
    ['create table t(a)', 1, 2],
  ])('of %s are %d and %d', async (sql, rowsRead, rowsWritten) => {
    const stream = await openPrepared(engine, tables);
    expect(resultOf(await run(stream, sql))).toMatchObject({ rowsRead, rowsWritten });
  });

  it('follow the size of a table', async () => {
    const stream = await openPrepared(engine, tables);
    expect(resultOf(await run(stream, 'select * from p'))).toMatchObject({ rowsRead: 100 });
    await run(stream, 'delete from p where id <= 40');
    expect(resultOf(await run(stream, 'select * from p'))).toMatchObject({ rowsRead: 60 });
  });
});
