import { describe, expect, it } from 'vitest';
import { type Operation, referenceLink, statusesOf } from '../../../../src/site/inspector/model/operations.ts';

const operation = (id: string, statuses: Operation['statuses']): Operation => ({
  api: 'turso',
  id,
  tag: 'API tokens',
  statuses,
  startsTransition: false,
});

describe('statusesOf', () => {
  const operations = [
    operation('listDatabases', [{ status: 401, examples: ['invalid-token'] }]),
    operation('createDatabase', [
      { status: 401, examples: ['invalid-token'] },
      { status: 409, examples: ['name-taken'] },
    ]),
  ];

  it('gives the statuses of an operation with their examples', () => {
    expect(statusesOf(operations, 'createDatabase')).toEqual(operations[1]!.statuses);
    expect(statusesOf(operations, 'noSuchOperation')).toEqual([]);
  });

  it('gives for every operation the statuses that all have, without examples', () => {
    expect(statusesOf(operations, '*')).toEqual([{ status: 401, examples: [] }]);
    expect(statusesOf([], '*')).toEqual([]);
  });
});

describe('referenceLink', () => {
  it("links from the inspector's folder into the reference", () => {
    expect(referenceLink(operation('createApiToken', []))).toBe('../docs/#turso/tag/api-tokens/createApiToken');
  });
});
