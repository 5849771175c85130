import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWriteQueue } from '../../../src/sql/local/write-queue.ts';

const limit = 5_000;

describe('acquire', () => {
  it('grants the right that nobody has, and grants it again to its holder', () => {
    const queue = createWriteQueue<string>(limit);
    expect(queue.acquire('a', 0)).toBe('granted');
    expect(queue.acquire('a', 1)).toBe('granted');
    expect(queue.holder()).toBe('a');
  });

  it('lets others wait, first come first served', () => {
    const queue = createWriteQueue<string>(limit);
    queue.acquire('a', 0);
    expect(queue.acquire('b', 0)).toBe('waiting');
    expect(queue.acquire('c', 0)).toBe('waiting');
    expect(queue.acquire('b', 1)).toBe('waiting');
    expect(queue.release('a', 2)).toBe('b');
    expect(queue.release('b', 3)).toBe('c');
    expect(queue.release('c', 4)).toBeUndefined();
    expect(queue.holder()).toBeUndefined();
  });
});

describe('release', () => {
  it('gives up the place of one who waits', () => {
    const queue = createWriteQueue<string>(limit);
    queue.acquire('a', 0);
    queue.acquire('b', 0);
    queue.acquire('c', 0);
    expect(queue.release('b', 0)).toBeUndefined();
    expect(queue.release('a', 0)).toBe('c');
  });

  it('does nothing for a stranger', () => {
    const queue = createWriteQueue<string>(limit);
    queue.acquire('a', 0);
    expect(queue.release('x', 0)).toBeUndefined();
    expect(queue.holder()).toBe('a');
  });
});

describe('overdue', () => {
  it('names nobody while nobody waits', () => {
    const queue = createWriteQueue<string>(limit);
    queue.acquire('a', 0);
    expect(queue.overdue(10 * limit)).toBeUndefined();
    expect(queue.deadline()).toBeUndefined();
  });

  it('names the holder from its deadline on, counted from when it got the right', () => {
    const queue = createWriteQueue<string>(limit);
    queue.acquire('a', 100);
    queue.acquire('b', 3_000);
    expect(queue.deadline()).toBe(100 + limit);
    expect(queue.overdue(99 + limit)).toBeUndefined();
    expect(queue.overdue(100 + limit)).toBe('a');
    queue.release('a', 100 + limit);
    queue.acquire('a', 100 + limit);
    expect(queue.deadline()).toBe(100 + 2 * limit);
  });
});

describe('renew', () => {
  it('starts the time of the holder again', () => {
    const queue = createWriteQueue<string>(limit);
    queue.acquire('a', 0);
    queue.acquire('b', 0);
    queue.renew(limit);
    expect(queue.overdue(limit)).toBeUndefined();
    expect(queue.deadline()).toBe(2 * limit);
  });

  it('does nothing where nobody may write', () => {
    const queue = createWriteQueue<string>(limit);
    queue.renew(limit);
    expect(queue.holder()).toBeUndefined();
  });
});

/**
 * Streams begin to write, commit, are closed or killed, and time passes, in any order. The model is a list: its first
 * member may write, the others wait.
 */
describe('any order of requests', () => {
  const stream = fc.integer({ min: 0, max: 5 });
  const action = fc.oneof(
    fc.record({ type: fc.constant('acquire' as const), stream }),
    fc.record({ type: fc.constant('release' as const), stream }),
    fc.record({ type: fc.constant('pass' as const), milliseconds: fc.integer({ min: 0, max: 2 * limit }) }),
    fc.record({ type: fc.constant('expire' as const) }),
  );

  it('has one writer at most, serves in order, and lets nobody wait for a free right', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const queue = createWriteQueue<number>(limit);
        let model: number[] = [];
        let since = 0;
        let now = 0;
        const enter = (who: number): void => {
          if (model.length === 0) since = now;
          if (!model.includes(who)) model.push(who);
          expect(queue.acquire(who, now)).toBe(model[0] === who ? 'granted' : 'waiting');
        };
        const leave = (who: number): void => {
          const wasFirst = model[0] === who;
          model = model.filter((other) => other !== who);
          const granted = queue.release(who, now);
          expect(granted).toBe(wasFirst ? model[0] : undefined);
          if (wasFirst) since = now;
        };
        for (const step of actions) {
          const due = model.length > 1 && now >= since + limit ? model[0] : undefined;
          expect(queue.overdue(now)).toBe(due);
          switch (step.type) {
            case 'acquire':
              enter(step.stream);
              break;
            case 'release':
              leave(step.stream);
              break;
            case 'pass':
              now += step.milliseconds;
              break;
            default:
              if (due !== undefined) leave(due);
          }
          expect(queue.holder()).toBe(model[0]);
          expect(queue.first()).toBe(model[1]);
          expect(queue.waiting()).toBe(Math.max(model.length - 1, 0));
          expect(queue.deadline()).toBe(model.length > 1 ? since + limit : undefined);
          for (const who of [0, 1, 2, 3, 4, 5]) expect(queue.isWaiting(who)).toBe(model.indexOf(who) > 0);
        }
        // Every stream that is left gets its turn when those before it go.
        while (model.length > 0) leave(model[0]!);
        expect(queue.holder()).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
