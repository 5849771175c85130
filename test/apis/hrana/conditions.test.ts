import { describe, expect, it } from 'vitest';
import { toCondition } from '../../../src/apis/hrana/conditions.ts';
import type { WireCondition } from '../../../src/apis/hrana/wire.ts';

const nested = (depth: number): WireCondition =>
  depth === 1 ? { type: 'ok', step: 0 } : { type: 'not', cond: nested(depth - 1) };

describe('toCondition', () => {
  it('takes over every kind', () => {
    const all: WireCondition = {
      type: 'and',
      conds: [
        { type: 'ok', step: 0 },
        { type: 'or', conds: [{ type: 'error', step: 1 }] },
        { type: 'not', cond: { type: 'is_autocommit' } },
      ],
    };
    expect(toCondition(all, 2, 3)).toEqual({
      type: 'and',
      conditions: [
        { type: 'ok', step: 0 },
        { type: 'or', conditions: [{ type: 'error', step: 1 }] },
        { type: 'not', condition: { type: 'isAutocommit' } },
      ],
    });
  });

  it.each([1, 2, 7])('refuses step %i in the condition of step 1', (step) => {
    const condition: WireCondition = { type: 'not', cond: { type: 'error', step } };
    expect(() => toCondition(condition, 1, 3)).toThrow('Invalid reference to step in a batch condition');
  });

  it('takes a condition that is a hundred deep, and none deeper', () => {
    expect(() => toCondition(nested(100), 1, 2)).not.toThrow();
    expect(() => toCondition(nested(101), 1, 2)).toThrow('more than 100 deep');
  });

  it('refuses is_autocommit before version 3', () => {
    expect(() => toCondition({ type: 'is_autocommit' }, 0, 2)).toThrow(
      'BatchCond of type `is_autocommit` is only supported in protocol version hrana3 and higher',
    );
  });
});
