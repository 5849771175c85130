import { describe, expect, it } from 'vitest';
import { canRunSql } from '../../src/mockplane/can-run-sql.ts';

describe('canRunSql', () => {
  it.each([
    ['20.20.2', false],
    ['22.23.0', false],
    ['24.14.1', false],
    ['24.15.0', true],
    ['24.21.0', true],
    ['26.0.0', true],
  ])('says of Node %s: %s', (version, can) => {
    expect(canRunSql(version)).toBe(can);
  });
});
