import { startMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { violationsOf } from './check.ts';
import { runLoad } from './load.ts';

const answer = {
  status: 200,
  headers: { 'content-type': 'application/json', 'mockplane-operation': 'listLocations' },
  body: '{"locations":{"ord":"Chicago, Illinois (US)"}}',
};

describe('the check of an answer', () => {
  it('takes one that the document describes', () => {
    expect(violationsOf('listLocations', answer)).toEqual([]);
  });

  it.each([
    ['a status that is not documented', { ...answer, status: 418 }],
    ['another media type', { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } }],
    [
      'the name of another operation',
      { ...answer, headers: { ...answer.headers, 'mockplane-operation': 'listDatabases' } },
    ],
    ['a body that does not fit', { ...answer, body: '{"locations":["ord"]}' }],
    ['a body that is cut off', { ...answer, body: '{"locations":' }],
    ['no body', { ...answer, body: '' }],
  ])('finds %s', (_what, wrong) => {
    expect(violationsOf('listLocations', wrong)).toHaveLength(1);
  });
});

it('counts what has no answer', async () => {
  await using mockplane = await startMockplane({ port: 0, transitions: 'immediate' });
  const body = { operation: '*', action: 'drop', count: 7 } as const;
  await mockplane.admin.POST('/_mockplane/faults', { body });
  const report = await runLoad({ url: mockplane.url, requests: 100, connections: 4, seed: 1 });
  expect(report).toMatchObject({ requests: 100, unanswered: 7, violations: 0 });
});
