import { describe, expect, it } from 'vitest';
import { toStorageError } from '../../../src/sandbox/store/errors.ts';

describe('an error of SQLite', () => {
  it('says that a state in memory is full', () => {
    const { message } = toStorageError({ errcode: 13 }, undefined)!;
    expect(message).toBe(
      'nothing was stored: a state in memory takes 1 GB at most. Remove some of it, or reset it, then send the request again',
    );
  });

  it('is no other than one of a failed write', () => {
    expect(toStorageError({ errcode: 19 }, undefined)).toBeUndefined();
    expect(toStorageError(new Error('no'), 'state')).toBeUndefined();
  });
});
