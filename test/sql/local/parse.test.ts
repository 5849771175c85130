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

  it.each([
    ['selec 1', 'syntax error around L1:6: `selec`'],
    ['select 1;\nselec', 'syntax error around L2:6: `selec`'],
    ['begin concurrent', 'syntax error around L1:17: `concurrent`'],
    ["select 'abc", 'non-terminated literal at (1, 8)'],
    ['select 1 ! 2', 'expected = sign at (1, 10)'],
    ['select 1 as v /* open', 'non-terminated block comment at (1, 15)'],
  ])('says what is wrong with %j', (sql, message) => {
    expect(messageOf(sql)).toBe(message);
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
