import { describe, expect, it } from 'vitest';
import { transitionKinds } from '../../src/apis/implementations.ts';
import { createClock } from '../../src/sandbox/clock/clock.ts';
import { createStore } from '../../src/sandbox/store/store.ts';
import { createTransitions, type TransitionMode } from '../../src/sandbox/transitions.ts';

const noon = Date.parse('2023-11-16T12:00:00Z');

/** A store with two instances that are provisioning, on a stopped clock. */
function start(mode: TransitionMode = { mode: 'after', milliseconds: 2_000 }) {
  const store = createStore();
  const clock = createClock({ offset: 0, stoppedAt: noon });
  const transitions = createTransitions(store, clock, transitionKinds);
  transitions.setMode(mode);
  store.organizations.add({ slug: 'org', name: 'Org', type: 'team' });
  store.databases.add({ id: 'db', organization: 'org', name: 'db', signingKey: new Uint8Array(32), createdAt: noon });
  for (const uuid of ['one', 'two']) {
    store.instances.add({
      uuid,
      database: 'db',
      name: uuid,
      type: 'replica',
      region: 'ord',
      hostnamePrefix: '0'.repeat(14),
      status: 'provisioning',
      storageBytes: 0,
      createdAt: noon,
      destroyedAt: null,
    });
  }
  const status = (uuid: string) => store.instances.byUuid(uuid)?.status;
  const begin = (resource: string, toStatus = 'ready'): void => {
    const rest = { kind: 'instance-ready', fromStatus: 'provisioning', failureMessage: '' };
    transitions.begin({ resource, label: `org/db/${resource}`, toStatus, ...rest });
  };
  return { store, clock, transitions, status, begin };
}

/** Whether a promise has settled, once all that is ready to happen has happened. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const others = new Promise<boolean>((resolve) => setImmediate(() => resolve(false)));
  const settled = promise.then(
    () => true,
    () => true,
  );
  return Promise.race([settled, others]);
}

describe('a change of status', () => {
  it('has happened when it begins, where changes are immediate', () => {
    const { begin, status, transitions } = start({ mode: 'immediate' });
    begin('one');
    expect([status('one'), transitions.pending()]).toEqual(['ready', []]);
  });

  it('happens after a while on the clock', () => {
    const { begin, status, clock, transitions } = start();
    begin('one');
    clock.advance(1_999);
    expect([status('one'), transitions.pending().length]).toEqual(['provisioning', 1]);
    clock.advance(1);
    expect([status('one'), transitions.pending().length]).toEqual(['ready', 0]);
  });

  it('happens by hand only, where it is to', () => {
    const { begin, status, clock, transitions } = start({ mode: 'manual' });
    begin('one');
    clock.advance(86_400_000);
    expect([status('one'), transitions.pending()[0]?.dueAt]).toEqual(['provisioning', null]);
    expect(transitions.step(1)).toMatchObject([{ resource: 'one', toStatus: 'ready' }]);
    expect(status('one')).toBe('ready');
  });

  it('leads to where it was said to lead', () => {
    const { begin, status, clock } = start();
    begin('one', 'failed');
    clock.advance(2_000);
    expect(status('one')).toBe('failed');
  });

  it('keeps its moment when the mode changes', () => {
    const { begin, status, clock, transitions } = start();
    begin('one');
    transitions.setMode({ mode: 'manual' });
    begin('two');
    clock.advance(2_000);
    expect([status('one'), status('two')]).toEqual(['ready', 'provisioning']);
  });

  it('happens before the next request when its time is no time', () => {
    const { begin, status, transitions } = start({ mode: 'after', milliseconds: 0 });
    begin('one');
    transitions.settle();
    expect(status('one')).toBe('ready');
  });

  it('does not happen when what began it was not stored', () => {
    const { begin, status, clock, store, transitions } = start();
    const run = () =>
      store.transaction(() => {
        begin('one');
        throw new Error('refused');
      });
    expect(run).toThrow('refused');
    clock.advance(2_000);
    expect([status('one'), transitions.pending()]).toEqual(['provisioning', []]);
  });

  it('happens when it was called off and that was not stored', () => {
    const { begin, status, clock, store, transitions } = start();
    begin('one');
    const run = () =>
      store.transaction(() => {
        transitions.cancel('one');
        throw new Error('refused');
      });
    expect(run).toThrow('refused');
    transitions.reschedule();
    clock.advance(2_000);
    expect(status('one')).toBe('ready');
  });
});

describe('step', () => {
  it('makes the next ones, earliest first and those without a moment last', () => {
    const { begin, transitions, clock } = start({ mode: 'manual' });
    begin('one');
    transitions.setMode({ mode: 'after', milliseconds: 2_000 });
    begin('two');
    expect(transitions.step(1).map(({ resource }) => resource)).toEqual(['two']);
    expect(transitions.step(5).map(({ resource }) => resource)).toEqual(['one']);
    expect(transitions.step(1)).toEqual([]);
    clock.advance(2_000);
  });

  it('makes those of one resource, by its id or its label', () => {
    const { begin, transitions, status } = start({ mode: 'manual' });
    begin('one');
    begin('two');
    expect(transitions.step(1, 'two')).toHaveLength(1);
    expect([status('one'), status('two')]).toEqual(['provisioning', 'ready']);
    expect(transitions.step(1, 'two')).toEqual([]);
    expect(transitions.step(1, 'org/db/one')).toHaveLength(1);
  });
});

describe('cancel', () => {
  it('calls off what a resource had before it, and nothing else', () => {
    const { begin, transitions, clock, status } = start();
    begin('one');
    begin('two');
    transitions.cancel('one');
    clock.advance(2_000);
    expect([status('one'), status('two')]).toEqual(['provisioning', 'ready']);
  });
});

describe('changed', () => {
  it('resolves for all who wait for the resource when its status changes', async () => {
    const { begin, transitions, clock } = start();
    begin('one');
    const waits = [transitions.waitForChange('one'), transitions.waitForChange('one')];
    const other = transitions.waitForChange('two');
    expect(await isSettled(Promise.race([...waits, other]))).toBe(false);
    clock.advance(2_000);
    await Promise.all(waits);
    expect(await isSettled(other)).toBe(false);
  });

  it('resolves when the resource is gone, and when the state is another', async () => {
    const { transitions } = start();
    const gone = transitions.waitForChange('one');
    transitions.cancel('one');
    expect(await isSettled(gone)).toBe(true);
    const another = transitions.waitForChange('two');
    transitions.resume();
    expect(await isSettled(another)).toBe(true);
  });

  it('rejects when the caller goes, and others wait on', async () => {
    const { transitions } = start();
    const caller = new AbortController();
    const leaving = transitions.waitForChange('one', caller.signal);
    const staying = transitions.waitForChange('one');
    caller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    expect(await isSettled(staying)).toBe(false);
    transitions.cancel('one');
    await staying;
    await expect(transitions.waitForChange('one', caller.signal)).rejects.toThrow('gone');
  });
});

describe('resume', () => {
  it('takes up what the store holds: the past at once, the future in time', () => {
    const { begin, store, clock, status } = start();
    begin('one');
    clock.advance(1_000);
    begin('two');
    clock.close();
    // As after a restart, a second and a half later.
    const later = createClock({ offset: 0, stoppedAt: noon + 2_500 });
    const resumed = createTransitions(store, later, transitionKinds);
    resumed.resume();
    expect([status('one'), status('two')]).toEqual(['ready', 'provisioning']);
    later.advance(500);
    expect(status('two')).toBe('ready');
  });
});
