import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxSqlLength } from '../../../src/sql/local/limits.ts';
import { parseText } from '../../../src/sql/local/parse.ts';

function messageOf(sql: string): string | undefined {
  return parseText(sql).error?.message.replace('SQL string could not be parsed: ', '');
}

describe('parseText', () => {
  it('splits a text into its statements', () => {
    const sql =
      "select ';'; -- one; two\ncreate trigger t after insert on x begin select 1; select 2; end;;\n update t set a = 1 ;";
    const { statements } = parseText(sql);
    expect(statements!.map(({ kind }) => kind)).toEqual(['read', 'schema', 'write']);
    // Nothing is lost between them.
    expect(statements!.map((statement) => statement.sql).join('')).toBe(sql);
  });

  it.each(['', '  ', '-- nothing', '/* nothing */ ;; '])('finds no statement in %j', (sql) => {
    expect(parseText(sql).statements).toEqual([]);
  });

  // The words and places are those of sqld 0.24.32.
  it.each([
    ['selec 1', 'syntax error around L1:6: `selec`'],
    ['select 1;\nselec', 'syntax error around L2:6: `selec`'],
    ['begin concurrent', 'syntax error around L1:17: `concurrent`'],
    ["values 'a' 1", "syntax error around L1:11: `'a'`"],
    ["values x'00' 1", 'syntax error around L1:13: `00`'],
    ['values ?12 1', 'syntax error around L1:11: `12`'],
    ['values current_date', 'syntax error around L1:20: `current_date`'],
    ['select a left right', 'syntax error around L1:14: `left`'],
    ['select a -> -> b', 'syntax error around L1:15: `->`'],
    ['select 1 from', 'unexpected end of input at (1, 14)'],
    ['select case when 1', 'unexpected end of input at (1, 19)'],
    ['select max(1,2,), 3', 'near RP, "None": syntax error at (1, 17)'],
    ['values (1)\n,\n(2) )', 'near RP, "None": syntax error at (3, 6)'],
    ["select 'é\né' )", 'near RP, "None": syntax error at (2, 6)'],
    ['select from p', 'near FROM, "None": syntax error at (1, 12)'],
    ['alter table p add column', 'unexpected end of input at (1, 25)'],
    ['values column', 'near COLUMNKW, "None": syntax error at (1, 14)'],
    ["select 'é' x y", 'syntax error around L1:16: `y`'],
    ["select 'abc", 'non-terminated literal at (1, 8)'],
    ['select "abc', 'non-terminated literal at (1, 8)'],
    ['select [abc', 'non-terminated bracket at (1, 8)'],
    ["select x'0'", 'malformed blob literal at (1, 8)'],
    ['select 0x', 'malformed hex integer at (1, 8)'],
    ['select 12abc', 'bad number at (1, 8)'],
    ['select 1_000', 'bad number at (1, 8)'],
    ['select $', 'bad variable name at (1, 8)'],
    ['select 1 ! 2', 'expected = sign at (1, 10)'],
    ['select {', 'unrecognized token at (1, 8)'],
    ['select \0', 'unrecognized token at (1, 8)'],
    ['select 1 as v /* open', 'non-terminated block comment at (1, 15)'],
    ['select * from a natural cross outer join b', 'unsupported JOIN type: natural cross outer at (1, 43)'],
    ['select * from p left child join p', 'unsupported JOIN type: left child at (1, 34)'],
  ])('says what is wrong with %j', (sql, message) => {
    expect(messageOf(sql)).toBe(message);
  });

  it.each([
    ['values (1),(2,3)', 'SQLite error: all VALUES must have the same number of terms'],
    ['select *', 'SQLite error: no tables specified'],
    ['delete from p where 1 order by name limit 1', 'SQL input error: near "order": syntax error (at offset 22)'],
    ['with c as (select 1) update p set a = 1 limit 1', 'SQL input error: near "limit": syntax error (at offset 40)'],
  ])("gives SQLite's error where the service's parser has none: %j", (sql, message) => {
    expect(parseText(sql).error!.message).toBe(message);
  });

  it.each([
    ['select count(*) from p having 1', 'near HAVING, "None": syntax error at (1, 30)'],
    ['select x from (select 1 as x having 1)', 'near HAVING, "None": syntax error at (1, 36)'],
    ['select 1; select group_concat(name order by name) from p', 'near ORDER, "None": syntax error at (1, 41)'],
    ['create view v as select sum(a order by b)', 'near ORDER, "None": syntax error at (1, 36)'],
    ['alter table p add constraint c check(1)', 'near CONSTRAINT, "None": syntax error at (1, 29)'],
    ['alter table p add check (1)', 'near CHECK, "None": syntax error at (1, 24)'],
    ['alter table p drop constraint c', 'near CONSTRAINT, "None": syntax error at (1, 30)'],
    ['alter table p alter column name drop not null', 'near DROP, "None": syntax error at (1, 37)'],
    ['alter table p alter name set not null', 'syntax error around L1:25: `name`'],
  ])('refuses newer syntax, which the service does not have: %j', (sql, message) => {
    expect(messageOf(sql)).toBe(message);
  });

  it.each([
    'select a, count(*) from p group by a having 1 order by 1',
    'select sum(a) over (order by b) from (select * from p order by a)',
    'alter table p add column having_order int',
    'select \'having\' as "order", group_concat(a) from p order by a',
    'create table constraint_t(a int constraint c check (a > 0))',
  ])('takes %j', (sql) => {
    expect(messageOf(sql)).toBeUndefined();
  });

  it.each(["select '/*'", 'select 1 -- /*', 'select 1 /* a */', "select '*/ /*' /**/"])(
    'takes no comment for open in %j',
    (sql) => {
      expect(messageOf(sql)).toBeUndefined();
    },
  );

  it.each([
    'insert into p(name, name) values (1, 2)',
    'insert into p(name, "name", age, age, [name]) values (1, 2, 3, 4, 5)',
    'update p set (name, name) = (1, 2)',
    'select * from p join p q using (id, id)',
    'create trigger r after insert on p begin insert into q(a, a) values (1, 2); end',
  ])('takes a name twice in a list, as SQLite does: %j', (sql) => {
    const { statements } = parseText(`${sql}; select 1`);
    expect(statements!.map((statement) => statement.sql)).toEqual([`${sql}; `, 'select 1']);
  });

  it('says what else is wrong with a text that has a name twice', () => {
    expect(messageOf('insert into p(name, name) valuse (1, 2)')).toBe('syntax error around L1:33: `valuse`');
    expect(messageOf("insert into p(name, name) values (1, '2)")).toBe('non-terminated literal at (1, 38)');
  });

  it('refuses a statement that is too long, wherever it stands', () => {
    const long = `select '${'x'.repeat(maxSqlLength)}'`;
    for (const sql of [long, `select 1; ${long}`, `${long}; select 1`]) {
      expect(parseText(sql).error).toMatchObject({ code: 'SQLITE_TOOBIG' });
    }
    const many = 'select 1;'.repeat(30_000);
    expect(parseText(many).statements).toHaveLength(30_000);
  });

  it('never throws', () => {
    const part = fc.constantFrom(
      'select',
      ' ',
      '(',
      ')',
      "'",
      '"',
      '/*',
      '*/',
      '--',
      '\n',
      ';',
      '\0',
      '$a',
      '?',
      '1',
      'x',
      ',',
      'é',
      '[',
      '`',
      'begin',
      'end',
      'create trigger',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const { statements, error } = parseText(parts.join(''));
        expect((statements === undefined) !== (error === undefined)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
