import { describe, expect, it } from 'vitest';
import { isComplete, splitStatements } from '../../../src/cli/sql/split.ts';

describe('splitStatements', () => {
  it.each([
    ['', []],
    [' -- nothing\n;;', []],
    ['SELECT 1', ['SELECT 1']],
    ['SELECT 1; SELECT 2;', ['SELECT 1; ', 'SELECT 2;']],
    ["SELECT ';' -- ;\n; SELECT 2", ["SELECT ';' -- ;\n; ", 'SELECT 2']],
    [
      'CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; SELECT 3',
      ['CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; ', 'SELECT 3'],
    ],
  ])('splits %j', (text, statements) => {
    expect(splitStatements(text)).toEqual(statements);
  });

  it('leaves a text that is no SQL to the server, as one statement', () => {
    expect(splitStatements('SELECT 1; SELEC 2; SELECT 3')).toEqual(['SELECT 1; ', 'SELEC 2; SELECT 3']);
  });
});

describe('isComplete', () => {
  it.each(['', '-- a comment\n', 'SELECT 1;\n', 'SELEC 1;', "SELECT ';';", 'SELECT 1; SELECT 2;'])(
    'takes %j',
    (text) => {
      expect(isComplete(text)).toBe(true);
    },
  );

  it.each([
    'SELECT 1\n',
    "SELECT 'a;\n",
    'SELECT "a;\n',
    'CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;\n',
    'SELECT 1; SELECT 2',
  ])('waits for more after %j', (text) => {
    expect(isComplete(text)).toBe(false);
  });
});
