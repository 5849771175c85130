import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../src/site/documents.ts';
import { operationIndex } from '../../src/site/operation-index.ts';
import { root } from '../helpers/folders.ts';

const documents = await readDocuments(join(root, 'src/contract/generated'));
const index = operationIndex(documents);
const find = (id: string) => index.find((operation) => operation.id === id);

describe('operationIndex', () => {
  it('lists every operation of the mocked APIs, and none of the admin API', () => {
    const mocked = documents.filter(({ name }) => name !== 'admin');
    expect(index.map(({ id }) => id)).toEqual(mocked.flatMap(({ operations }) => operations.map(({ id }) => id)));
    expect(new Set(index.map(({ api }) => api))).toEqual(new Set(mocked.map(({ name }) => name)));
  });

  it('has the statuses of an operation with their examples, those of shared responses included', () => {
    const statuses = find('createDatabase')!.statuses;
    expect(statuses).toContainEqual({ status: 409, examples: ['name-taken'] });
    expect(statuses.find(({ status }) => status === 401)?.examples).toContain('invalid-token');
  });

  it('marks the operations that start a transition', () => {
    const starters = index.filter(({ startsTransition }) => startsTransition).map(({ id }) => id);
    // Both editions of the Turso API have the first two.
    expect([...new Set(starters)].toSorted()).toEqual([
      'addLocationToGroup',
      'createDatabaseInstance',
      'createLambdaInstance',
      'destroyLambdaInstance',
      'startGroupAwsMigration',
      'startLambdaInstance',
      'stopLambdaInstance',
    ]);
  });
});
