import { describe, expect, it } from 'vitest';
import { changedValues } from '../../../../src/site/inspector/model/changed-rows.ts';

describe('changedValues', () => {
  it('lists only the values of an updated row that differ', () => {
    const before = { uuid: 'i', status: 'provisioning', storageBytes: 0 };
    const after = { uuid: 'i', status: 'failed', storageBytes: 0, failureMessage: 'no room' };
    expect(changedValues({ table: 'instances', before, after })).toEqual({
      kind: 'updated',
      values: [
        { name: 'status', before: 'provisioning', after: 'failed' },
        { name: 'failureMessage', before: undefined, after: 'no room' },
      ],
    });
  });

  it('lists every value of a new row and of a deleted row', () => {
    const row = { id: 1, name: 'x' };
    expect(changedValues({ table: 'dumps', after: row })).toEqual({
      kind: 'inserted',
      values: [
        { name: 'id', before: undefined, after: '1' },
        { name: 'name', before: undefined, after: 'x' },
      ],
    });
    expect(changedValues({ table: 'dumps', before: row }).kind).toBe('deleted');
  });
});
