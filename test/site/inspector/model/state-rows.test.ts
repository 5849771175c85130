import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../../src/site/inspector/model/schemas.ts';
import { formatRow, parseRow, tablesOf, titleOf, withRow } from '../../../../src/site/inspector/model/state-rows.ts';

const state = {
  format: 'mockplane-snapshot',
  users: [{ username: 'octocat' }],
  usage: [{ instance: 'a', month: '2030-01', rowsRead: 1, rowsWritten: 2 }],
  userFiles: [],
} as unknown as Snapshot;

describe('the rows of a state', () => {
  it('are those of all tables that have any', () => {
    expect(tablesOf(state).map(({ name }) => name)).toEqual(['users', 'usage']);
  });

  it.each([
    [{ organization: 'my-org', name: 'my-db', id: '1' }, 'my-org/my-db'],
    [{ organization: 'my-org', database: 'my-db', name: 'robust-pyro' }, 'my-db/robust-pyro'],
    [{ instance: 'a', month: '2030-01' }, 'a 2030-01'],
    [{ id: 7, owner: 'octocat', name: 'x.jar' }, 'octocat/x.jar'],
    [{ collection: 'orders', key: '7', value: {} }, 'orders/7'],
    [{}, 'row'],
  ])('of %j are named', (row, title) => {
    expect(titleOf(row)).toBe(title);
  });

  it('keep long bytes that the text leaves out', () => {
    const row = { name: 'db', contentBase64: 'A'.repeat(400) };
    expect(formatRow(row)).not.toContain('AAAA');
    expect(parseRow(formatRow(row).replace('db', 'other'), row)).toEqual({ ...row, name: 'other' });
  });

  it.each(['[]', '{', '"a"'])('are no %s', (text) => {
    expect(() => parseRow(text, {})).toThrow('A row must be a JSON object');
  });

  it('are replaced and removed, unless they have changed since', () => {
    const [row] = tablesOf(state)[1]!.rows;
    expect(withRow(state, 'usage', row!, { ...row, rowsRead: 5 }).usage).toMatchObject([{ rowsRead: 5 }]);
    expect(withRow(state, 'usage', row!, undefined).usage).toEqual([]);
    expect(() => withRow(state, 'usage', { ...row, rowsRead: 9 }, undefined)).toThrow('has changed in the meantime');
  });
});
