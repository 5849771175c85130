import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock, realTime } from '../../../src/sandbox/clock/clock.ts';

// Mockplane takes its timers from Node, which the fake ones of vitest do not replace.
vi.mock('node:timers', async (original) => ({
  ...(await original<object>()),
  setTimeout: (callback: () => void, delay?: number) => globalThis.setTimeout(callback, delay),
  clearTimeout: (timer: NodeJS.Timeout) => globalThis.clearTimeout(timer),
}));

const noon = Date.parse('2023-11-16T12:00:00Z');
const stopped = { offset: 0, stoppedAt: noon };

describe('a stopped clock', () => {
  it('stands where it was stopped', () => {
    const clock = createClock(stopped);
    expect([clock.now(), clock.running(), clock.now()]).toEqual([noon, false, noon]);
  });

  it('moves when it is advanced, and to a moment', () => {
    const clock = createClock(stopped);
    clock.advance(1_500);
    expect(clock.now()).toBe(noon + 1_500);
    clock.advance(0);
    clock.moveTo(noon + 86_400_000);
    expect(clock.now()).toBe(noon + 86_400_000);
  });

  it('does not go back, nor beyond the year 9999', () => {
    const clock = createClock(stopped);
    expect(() => clock.advance(-1)).toThrow(new RangeError('the clock does not go back'));
    expect(() => clock.moveTo(noon - 1)).toThrow(new RangeError('the clock does not go back'));
    for (const milliseconds of [Number.NaN, Number.POSITIVE_INFINITY, 8_000 * 365 * 86_400_000]) {
      expect(() => clock.advance(milliseconds)).toThrow(new RangeError('the clock ends with the year 9999'));
    }
    expect(clock.now()).toBe(noon);
  });

  it('shows whole milliseconds', () => {
    const clock = createClock(stopped);
    clock.advance(0.4);
    expect(clock.now()).toBe(noon);
    clock.advance(1.6);
    expect(clock.now()).toBe(noon + 1);
  });

  it('calls those who wait in the order of their moments, each at its moment', () => {
    const clock = createClock(stopped);
    const calls: [string, number][] = [];
    for (const [name, after] of [
      ['c', 300],
      ['a', 100],
      ['b', 200],
      ['b2', 200],
      ['d', 400],
    ] as const) {
      clock.at(noon + after, () => calls.push([name, clock.now() - noon]));
    }
    clock.advance(300);
    expect(calls).toEqual([
      ['a', 100],
      ['b', 200],
      ['b2', 200],
      ['c', 300],
    ]);
    clock.advance(100);
    expect(calls.at(-1)).toEqual(['d', 400]);
  });

  it('calls, within one advance, whoever begins to wait during it', () => {
    const clock = createClock(stopped);
    const calls: number[] = [];
    const again = (): void => {
      calls.push(clock.now() - noon);
      clock.at(clock.now() + 100, again);
    };
    clock.at(noon + 100, again);
    clock.advance(350);
    expect(calls).toEqual([100, 200, 300]);
  });

  it('calls nobody who was called off', () => {
    const clock = createClock(stopped);
    const callback = vi.fn<() => void>();
    const off = clock.at(noon + 100, callback);
    off();
    off();
    clock.advance(200);
    expect(callback).not.toHaveBeenCalled();
  });

  it('stays where a callback threw, and goes on from there', () => {
    const clock = createClock(stopped);
    const later = vi.fn<() => void>();
    clock.at(noon + 100, () => {
      throw new Error('broken');
    });
    clock.at(noon + 200, later);
    expect(() => clock.advance(300)).toThrow('broken');
    expect([clock.now() - noon, later.mock.calls.length]).toEqual([100, 0]);
    clock.advance(100);
    expect([clock.now() - noon, later.mock.calls.length]).toEqual([200, 1]);
  });

  it('wakes whoever sleeps', async () => {
    const clock = createClock(stopped);
    const sleeping = clock.sleep(1_000).then(() => clock.now() - noon);
    clock.advance(1_000);
    expect(await sleeping).toBe(1_000);
  });

  it('rejects the sleep of whoever has gone', async () => {
    const clock = createClock(stopped);
    const caller = new AbortController();
    const sleeping = clock.sleep(1_000, caller.signal);
    caller.abort(new Error('gone'));
    await expect(sleeping).rejects.toThrow('gone');
    await expect(clock.sleep(1_000, caller.signal)).rejects.toThrow('gone');
    clock.advance(1_000);
  });

  it('can be put where it was, even back', () => {
    const clock = createClock(stopped);
    const state = clock.state();
    clock.advance(5_000);
    clock.restore(state);
    expect(clock.now()).toBe(noon);
  });

  it('forgets everyone who waits when it is closed', () => {
    const clock = createClock(stopped);
    const callback = vi.fn<() => void>();
    clock.at(noon + 100, callback);
    clock.close();
    clock.advance(200);
    expect(callback).not.toHaveBeenCalled();
  });
});

describe('a running clock', () => {
  beforeEach(() => vi.useFakeTimers({ now: noon }));
  afterEach(() => vi.useRealTimers());

  it('runs with real time', () => {
    const clock = createClock();
    expect([clock.now(), clock.running(), clock.offset()]).toEqual([noon, true, 0]);
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(noon + 1_000);
  });

  it('runs on from where it was advanced to', () => {
    const clock = createClock();
    clock.advance(60_000);
    vi.advanceTimersByTime(1_000);
    expect([clock.now() - noon, clock.offset()]).toEqual([61_000, 60_000]);
  });

  it('stands while it is stopped, and runs on from there', () => {
    const clock = createClock();
    clock.advance(60_000);
    clock.stop();
    vi.advanceTimersByTime(5_000);
    expect([clock.now() - noon, clock.running()]).toEqual([60_000, false]);
    clock.run();
    vi.advanceTimersByTime(1_000);
    expect([clock.now() - noon, clock.offset()]).toEqual([61_000, 55_000]);
  });

  it('calls those who wait when real time gets there', () => {
    const clock = createClock();
    const callback = vi.fn<() => void>();
    clock.at(noon + 1_000, callback);
    vi.advanceTimersByTime(999);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(callback).toHaveBeenCalledOnce();
  });

  it('calls at once, though not within the call, whoever waits for the past', () => {
    for (const clock of [createClock(), createClock({ offset: 0, stoppedAt: noon })]) {
      const callback = vi.fn<() => void>();
      clock.at(noon - 1, callback);
      expect(callback).not.toHaveBeenCalled();
      vi.advanceTimersByTime(0);
      expect(callback).toHaveBeenCalledOnce();
    }
  });

  it('calls sooner those whose moment an advance brings nearer', () => {
    const clock = createClock();
    const callback = vi.fn<() => void>();
    clock.at(noon + 10_000, callback);
    clock.advance(9_000);
    vi.advanceTimersByTime(1_000);
    expect(callback).toHaveBeenCalledOnce();
  });

  it('calls nobody while it is stopped, and then those whose moment comes', () => {
    const clock = createClock();
    const callback = vi.fn<() => void>();
    clock.at(noon + 1_000, callback);
    clock.stop();
    vi.advanceTimersByTime(10_000);
    expect(callback).not.toHaveBeenCalled();
    clock.run();
    vi.advanceTimersByTime(1_000);
    expect(callback).toHaveBeenCalledOnce();
  });

  it('waits longer than a timer can', () => {
    const clock = createClock();
    const callback = vi.fn<() => void>();
    const month = 31 * 86_400_000;
    clock.at(noon + month, callback);
    vi.advanceTimersByTime(month - 1);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(callback).toHaveBeenCalledOnce();
  });

  it('can be put back to real time', () => {
    const clock = createClock();
    clock.advance(60_000);
    clock.stop();
    clock.restore(realTime);
    expect([clock.now(), clock.running()]).toEqual([noon, true]);
  });
});
