import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallAdmin } from '../../../../src/site/inspector/model/admin-client.ts';
import { createServerState } from '../../../../src/site/inspector/model/server-state.ts';
import type { Health, Transition } from '../../../../src/site/inspector/model/schemas.ts';
import { exchange } from '../exchanges.ts';

const start = Date.UTC(2023, 10, 16, 10);
const created = exchange(1, { method: 'POST', operation: 'createDatabase' });

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server whose clock is the test's, moved on by `offset`. */
function setUp(pending: Transition[] = []) {
  const server = { offset: 0, running: true, refreshes: 0 };
  const now = (): string => new Date(Date.now() + server.offset).toISOString();
  const answers: Record<string, () => unknown> = {
    getSnapshot: () => ({ refresh: ++server.refreshes }),
    getClock: () => ({ now: now(), running: server.running, offsetMilliseconds: server.offset, pendingTransitions: 0 }),
    getTransitions: () => ({ mode: 'manual', pending }),
    listFaults: () => ({ faults: [] }),
  };
  const ask = ((operation: string) => Promise.resolve(answers[operation]!())) as unknown as CallAdmin;
  const health = (): Health => ({
    status: 'ok',
    version: '0.1.0',
    mode: 'sandbox',
    edition: '2023',
    now: now(),
    apis: ['turso', 'lambda', 'admin'],
    data: 'memory',
  });
  return { server, health, mirror: createServerState(ask, () => false) };
}

test('a run of changes costs one refresh', async () => {
  const { server, mirror } = setUp();
  await mirror.refresh();
  for (let count = 0; count < 100; count++) mirror.notice(created);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.refreshes).toBe(2);
});

test('what changes nothing costs none', async () => {
  const { server, mirror } = setUp();
  await mirror.refresh();
  mirror.notice(exchange(1));
  mirror.notice(exchange(2, { method: 'POST', status: 409, answeredBy: 'refused' }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.refreshes).toBe(1);
});

test('a fault that fired is shown', async () => {
  const { server, mirror } = setUp();
  await mirror.refresh();
  mirror.notice(exchange(1, { status: 0, answeredBy: 'fault 1' }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.refreshes).toBe(2);
});

test('a transition that falls due is shown', async () => {
  const transition = {
    id: 1,
    kind: 'lambda-start',
    api: 'lambda',
    resource: 'x',
    from: 'STARTING',
    to: 'STARTED',
  } as const;
  const { server, mirror } = setUp([{ ...transition, dueAt: new Date(start + 2_000).toISOString() }]);
  await mirror.refresh();
  await vi.advanceTimersByTimeAsync(1_900);
  expect(server.refreshes).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(server.refreshes).toBeGreaterThan(1);
});

test('the clock moves on by itself, and a hand at it is noticed', async () => {
  const { server, health, mirror } = setUp();
  await mirror.refresh();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(mirror.now()).toBe(start + 3_000);
  mirror.compare(health());
  await vi.advanceTimersByTimeAsync(100);
  expect(server.refreshes).toBe(1);

  server.offset = 3_600_000;
  mirror.compare(health());
  await vi.advanceTimersByTimeAsync(100);
  expect(server.refreshes).toBe(2);
  expect(mirror.now()).toBe(start + 3_600_000 + 3_200);
});

test('a clock that stands still is shown so', async () => {
  const { server, mirror } = setUp();
  server.running = false;
  await mirror.refresh();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mirror.now()).toBe(start);
});
