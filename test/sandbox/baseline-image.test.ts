import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyBaseline, storyBaseline } from '../../src/apis/baseline.ts';
import { createMockplane, type InProcessOptions } from '../../src/mockplane/create.ts';
import type { MockplaneSandbox } from '../../src/mockplane/mockplane-sandbox.ts';
import { servedContracts } from '../../src/mockplane/served-contracts.ts';
import type { Baseline } from '../../src/sandbox/baseline.ts';
import { createBaselineImage, createImages } from '../../src/sandbox/baseline-image.ts';
import { createStore, type Store } from '../../src/sandbox/store/store.ts';

const contracts = servedContracts({});
const story = storyBaseline(contracts, '2023');

function storeOf(baseline: Baseline, now: number): Store {
  const store = createStore(undefined, { image: createBaselineImage(baseline)!, now });
  onTestFinished(() => store.close());
  return store;
}

const drawing: Baseline = ({ store, generator }) => {
  store.organizations.addUser('octocat');
  generator.bytes(1);
};
const named: Baseline = ({ store, sandbox }) => store.organizations.addUser(sandbox);
const year: Baseline = ({ store, clock }) =>
  store.organizations.addUser(`in-${new Date(clock.now()).getUTCFullYear()}`);
const sometimes: Baseline = ({ store, clock }) => {
  if (clock.now() > 1_750_000_000_000) store.organizations.addUser('late');
};

describe('the image of a baseline', () => {
  it.each([
    ['the story of 2023', story],
    ['no databases in 2023', emptyBaseline(contracts, '2023')],
    ['no databases in 2026', emptyBaseline(contracts, '2026')],
  ])('is made of %s', (_name, baseline) => {
    expect(createBaselineImage(baseline)).toBeDefined();
  });

  it('is not made of what is drawn, even if no row has it', () => {
    expect(createBaselineImage(storyBaseline(contracts, '2026'))).toBeUndefined();
    expect(createBaselineImage(drawing)).toBeUndefined();
  });

  it('is not made of rows that depend on the name of the sandbox, or on a part of the time', () => {
    expect(createBaselineImage(named)).toBeUndefined();
    expect(createBaselineImage(year)).toBeUndefined();
  });

  it('is not made of rows that are more or fewer at another time', () => {
    expect(createBaselineImage(sometimes)).toBeUndefined();
  });

  it('is not made where Node cannot copy a database', () => {
    const serialize = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'serialize')!;
    onTestFinished(() => void Object.defineProperty(DatabaseSync.prototype, 'serialize', serialize));
    Reflect.deleteProperty(DatabaseSync.prototype, 'serialize');
    expect(createBaselineImage(story)).toBeUndefined();
  });

  it('gives the rows the times of the clock, and each database a content of its own', () => {
    const now = Date.parse('2031-05-06T07:08:09.010Z');
    const [one, other] = [storeOf(story, now), storeOf(story, now)];
    const [database] = one.databases.list('my-org');
    expect(database!.createdAt).toBe(now);
    expect(one.usage.all().map(({ hour }) => hour)).toContain(Date.parse('2031-05-01T00:00:00Z'));
    const contents = [...one.databases.contents(), ...other.databases.contents()];
    expect(contents.length).toBeGreaterThan(2);
    expect(new Set(contents).size).toBe(contents.length);
  });

  it('is made for the third sandbox', () => {
    const find = createImages();
    expect([find(story), find(story)]).toEqual([undefined, undefined]);
    const image = find(story);
    expect(image).toBeDefined();
    expect(find(story)).toBe(image);
    expect(find(emptyBaseline(contracts, '2023'))).toBeUndefined();
  });
});

async function stateOf({ admin }: MockplaneSandbox): Promise<unknown> {
  const { data } = await admin.GET('/_mockplane/snapshot');
  return { ...data, savedAt: undefined };
}

describe('a sandbox that is copied', () => {
  const now = '2031-05-06T07:08:09.010Z';
  const clock = { now, running: false };

  /** The states of four sandboxes, each after the same requests. The first two are written, the others copied. */
  async function statesOf(options: InProcessOptions): Promise<unknown[]> {
    const mockplane = createMockplane({ seed: 'same', ...options, clock });
    onTestFinished(() => mockplane.close());
    const states: unknown[] = [];
    for (const index of [1, 2, 3, 4]) {
      const sandbox = mockplane.sandbox(`worker-${index}`);
      const before = await stateOf(sandbox);
      const headers = { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' };
      const made = await sandbox.fetch('/v1/organizations/my-org/databases', {
        method: 'POST',
        headers,
        body: JSON.stringify({ name: 'new', group: 'default' }),
      });
      const after = await stateOf(sandbox);
      sandbox.reset();
      const again = await stateOf(sandbox);
      states.push([before, made.status, await made.json(), after, again]);
    }
    return states;
  }

  it.each<InProcessOptions>([{}, { empty: true }, { edition: '2026' }, { edition: '2026', empty: true }])(
    'has the state of one that is written, before and after requests: %j',
    async (options) => {
      const [written, ...others] = await statesOf(options);
      expect(JSON.stringify(written)).toContain('2031-05');
      for (const other of others) expect(other).toEqual(written);
    },
  );
});
