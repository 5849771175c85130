import { describe, expect, it } from 'vitest';
import { changesSchema, splitStatements } from '../../../../src/site/inspector/sql/split-statements.ts';

describe('splitStatements', () => {
  it.each<[text: string, statements: string[]]>([
    ['', []],
    [' ; ;; ', []],
    ['SELECT 1', ['SELECT 1']],
    ['SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    [`SELECT ';', "a;b", [c;d], \`e;f\`; SELECT 2`, [`SELECT ';', "a;b", [c;d], \`e;f\``, 'SELECT 2']],
    [`SELECT 'it''s; one'; SELECT 2`, [`SELECT 'it''s; one'`, 'SELECT 2']],
    [
      '-- first; not here\nSELECT 1; /* second; */ SELECT 2',
      ['-- first; not here\nSELECT 1', '/* second; */ SELECT 2'],
    ],
    ['SELECT 1; -- nothing follows', ['SELECT 1']],
    ["SELECT 'open; SELECT 2", ["SELECT 'open; SELECT 2"]],
    ['BEGIN; INSERT INTO t VALUES (1); END; SELECT 1', ['BEGIN', 'INSERT INTO t VALUES (1)', 'END', 'SELECT 1']],
    ['SELECT CASE WHEN 1 THEN 2 END; SELECT 2', ['SELECT CASE WHEN 1 THEN 2 END', 'SELECT 2']],
  ])('splits %j', (text, statements) => {
    expect(splitStatements(text)).toEqual(statements);
  });

  it.each(['TRIGGER', 'TEMP TRIGGER', 'temporary trigger'])('keeps the body of a CREATE %s in one piece', (kind) => {
    const trigger = `CREATE ${kind} tr AFTER INSERT ON t BEGIN
  UPDATE t SET a = CASE WHEN new.a THEN 1 ELSE 2 END;
  DELETE FROM u;
END`;
    expect(splitStatements(`${trigger}; SELECT 1`)).toEqual([trigger, 'SELECT 1']);
  });
});

describe('changesSchema', () => {
  it('knows what changes the list of tables', () => {
    expect(['create table t (a)', 'DROP VIEW v', 'ALTER TABLE t RENAME TO u'].every(changesSchema)).toBe(true);
    expect(['SELECT created FROM t', 'INSERT INTO t VALUES (1)'].some(changesSchema)).toBe(false);
  });
});
