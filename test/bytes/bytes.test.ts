import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isSiteBuilt } from '../../src/server/static-site.ts';
import { send } from '../helpers/raw.ts';
import { bearer } from '../helpers/server.ts';
import { forms } from './corpus/forms.ts';
import { framing } from './corpus/framing.ts';
import { heads } from './corpus/heads.ts';
import { jsonBodies } from './corpus/json.ts';
import { escapes, nearPages, pageRequests } from './corpus/pages.ts';
import { targets } from './corpus/targets.ts';
import type { Entry } from './entry.ts';
import { exchangeOf } from './exchange.ts';
import { faultsOf } from './judge.ts';
import { ownNames } from './prototypes.ts';

let mockplane: RunningMockplane;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0, seed: 1, clock: { running: false } });
});
afterAll(() => mockplane.close());

const unpolluted = ownNames().join('; ');

// Whatever was sent, nothing is left of it, and the next caller is served.
afterEach(async () => {
  if (ownNames().join('; ') !== unpolluted)
    throw new Error(`What every value has was changed: ${ownNames().join('; ')}`);
  await mockplane.admin.POST('/_mockplane/reset');
  const { status } = await send(mockplane.url, 'GET /v1/locations', [bearer]);
  if (status !== 200) throw new Error(`The next caller was answered ${status}.`);
});

const corpus: Readonly<Record<string, readonly Entry[]>> = {
  'where a request begins and ends': framing,
  'first lines and headers': heads,
  'what is asked for': targets,
  'bodies in JSON': jsonBodies,
  'bodies that are forms': forms,
};

describe.each(Object.entries(corpus))('%s', (_subject, entries) => {
  it.each(entries.map((entry) => [entry.name, entry] as const))('%s', async (_name, entry) => {
    expect(faultsOf(entry, await exchangeOf(mockplane.url, entry))).toEqual([]);
  });
});

// `npm test` builds the pages before it runs the tests.
describe.skipIf(!isSiteBuilt())('pages', () => {
  const pages = [...nearPages, ...pageRequests];
  it.each(pages.map((entry) => [entry.name, entry] as const))('%s', async (_name, entry) => {
    expect(faultsOf(entry, await exchangeOf(mockplane.url, entry))).toEqual([]);
  });

  it.each([...escapes])('%s: no way out of the site', async (_root, entries) => {
    const faults: string[] = [];
    for (const entry of entries) {
      const result = await exchangeOf(mockplane.url, entry);
      faults.push(...faultsOf(entry, result).map((fault) => `${entry.name} ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});

it('is a corpus of different names', () => {
  const names = Object.values(corpus).flatMap((entries) => entries.map(({ name }) => name));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
