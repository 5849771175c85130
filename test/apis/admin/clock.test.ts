import { describe, expect, it, vi } from 'vitest';
import {
  beganAt,
  createInstance,
  createLambdaInstance,
  dataOf,
  pendingOf,
  start,
  statusOf,
  stopRealTime,
} from './helpers.ts';

describe('getClock', () => {
  it('tells the time, whether it runs, how far it is ahead, and what waits for it', async () => {
    stopRealTime();
    const parts = start({ clock: undefined });
    await createInstance(parts);
    const now = '2026-11-22T12:00:00.000Z';
    const running = { now, running: true, offsetMilliseconds: 0, pendingTransitions: 1 };
    expect(dataOf(await parts.admin.GET('/_mockplane/clock'))).toEqual(running);
  });

  it('shows the last moment of the year 9999 ever after', async () => {
    stopRealTime();
    const { admin } = start({ clock: { now: '9999-12-31T23:59:59.000Z' } });
    vi.setSystemTime(Date.now() + 5_000);
    expect(dataOf(await admin.GET('/_mockplane/clock')).now).toBe('9999-12-31T23:59:59.999Z');
  });
});

describe('a time', () => {
  it.each([
    '2030-01-01T00:00:00',
    '2030-01-01',
    '2030-01-01T00:00:00+02:00',
    '2030-02-30T00:00:00Z',
    '2030-01-01T24:00:00Z',
    '1 January 2030',
    'soon',
  ])('as %j is refused with the same form over HTTP and in process', async (now) => {
    const { admin } = start();
    const { status, error } = await admin.PATCH('/_mockplane/clock', { body: { now } });
    expect(status).toBe(400);
    const form = 'a time in UTC such as 2023-11-16T10:00:00Z';
    expect(error?.detail).toBe(`now must be ${form}`);
    // A program may also give a Date or a number.
    const words = `clock.now takes a Date, ${form}, or milliseconds since 1970, not "${now}"`;
    expect(() => start({ clock: { now } })).toThrow(words);
  });
});

describe('updateClock', () => {
  it('stops a clock that runs, and lets it go on from there', async () => {
    stopRealTime();
    const { admin } = start({ clock: undefined });
    const stopped = dataOf(await admin.PATCH('/_mockplane/clock', { body: { running: false } }));
    expect(stopped).toMatchObject({ running: false, now: '2026-11-22T12:00:00.000Z' });
    await admin.POST('/_mockplane/clock/advance', { body: { by: '1h' } });
    const running = dataOf(await admin.PATCH('/_mockplane/clock', { body: { running: true } }));
    expect(running).toMatchObject({ running: true, now: '2026-11-22T13:00:00.000Z', offsetMilliseconds: 3_600_000 });
  });

  it('sets the time; what is due until then happens on the way', async () => {
    const parts = start();
    const uuid = await createLambdaInstance(parts);
    const now = '2023-12-01T00:00:00.000Z';
    const clock = dataOf(await parts.admin.PATCH('/_mockplane/clock', { body: { now } }));
    expect(clock).toMatchObject({ now, running: false, pendingTransitions: 0 });
    expect(await statusOf(parts, uuid)).toMatchObject({ status: 'STARTED' });
  });

  it('sets a clock that runs and stops it there, to the millisecond', async () => {
    const { admin } = start({ clock: undefined });
    const now = '2100-12-01T00:00:00.000Z';
    const clock = dataOf(await admin.PATCH('/_mockplane/clock', { body: { now, running: false } }));
    expect(clock).toMatchObject({ now, running: false });
  });

  it('takes a time without milliseconds, and the time it shows', async () => {
    const { admin } = start();
    const clock = dataOf(await admin.PATCH('/_mockplane/clock', { body: { now: '2023-11-16T10:00:00Z' } }));
    expect(clock.now).toBe(beganAt);
  });

  it('leaves the clock as it was when it would go back', async () => {
    const { admin } = start({ clock: { now: beganAt } });
    const body = { now: '2023-11-15T10:00:00Z', running: false };
    expect(await admin.PATCH('/_mockplane/clock', { body })).toMatchObject({ status: 400 });
    expect(dataOf(await admin.GET('/_mockplane/clock')).running).toBe(true);
  });

  it('refuses a time that is not in UTC, and one that there is not', async () => {
    const { admin } = start();
    for (const now of ['2030-01-01T00:00:00+01:00', '2030-02-30T00:00:00Z', '2030-01-01', '+012030-01-01T00:00:00Z']) {
      expect(await admin.PATCH('/_mockplane/clock', { body: { now } })).toMatchObject({ status: 400 });
    }
  });
});

describe('advanceClock', () => {
  it.each([
    ['90s', '2023-11-16T10:01:30.000Z'],
    ['1h30m', '2023-11-16T11:30:00.000Z'],
    ['2d', '2023-11-18T10:00:00.000Z'],
    ['1.5ms', '2023-11-16T10:00:00.001Z'],
    ['0', beganAt],
    ['1w1w', '2023-11-30T10:00:00.000Z'],
    ['20000w', '2407-03-08T10:00:00.000Z'],
  ])('moves on by %s', async (by, now) => {
    const { admin } = start();
    expect(dataOf(await admin.POST('/_mockplane/clock/advance', { body: { by } }))).toMatchObject({
      now,
      running: false,
    });
  });

  it('makes each thing happen at its own time, in order', async () => {
    const parts = start({ transitions: '1h' });
    const first = await createLambdaInstance(parts);
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '30m' } });
    await createInstance(parts);
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '30m' } });
    expect(await statusOf(parts, first)).toMatchObject({ status: 'STARTED' });
    expect(await pendingOf(parts)).toMatchObject([{ kind: 'instance-ready', dueAt: '2023-11-16T11:30:00.000Z' }]);
    const clock = dataOf(await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1d' } }));
    expect(clock.pendingTransitions).toBe(0);
  });

  it('moves a clock that runs too', async () => {
    stopRealTime();
    const { admin } = start({ clock: undefined });
    const clock = dataOf(await admin.POST('/_mockplane/clock/advance', { body: { by: '1h' } }));
    expect(clock).toMatchObject({ now: '2026-11-22T13:00:00.000Z', running: true, offsetMilliseconds: 3_600_000 });
  });

  it('answers requests that wait for what is due on the way', async () => {
    const parts = start();
    const instance_name = await createInstance(parts);
    const path = { org_slug: 'my-org', db_name: 'staging-db', instance_name };
    const waiting = parts.turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}/wait', {
      params: { path },
    });
    await parts.turso.GET('/v1/locations');
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '2s' } });
    expect(await waiting).toMatchObject({ status: 200 });
  });

  it.each(['-1h', '1', 'h', '1y', '1h ', '1e3s'])('refuses %j', async (by) => {
    const { admin } = start();
    expect(await admin.POST('/_mockplane/clock/advance', { body: { by } })).toMatchObject({ status: 400 });
  });

  it('refuses to pass the year 9999 from any time', async () => {
    const { admin } = start({ clock: { now: '9999-12-31T23:59:59.000Z', running: false } });
    expect(await admin.POST('/_mockplane/clock/advance', { body: { by: '1s' } })).toMatchObject({ status: 400 });
    expect(await admin.POST('/_mockplane/clock/advance', { body: { by: '999ms' } })).toMatchObject({ status: 200 });
  });
});
