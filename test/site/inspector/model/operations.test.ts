import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  apiNames,
  type Document,
  readOperations,
  referenceLink,
  statusesOf,
} from '../../../../src/site/inspector/model/operations.ts';
import { readDocuments } from '../../../../src/site/documents.ts';
import { operationAnchor } from '../../../../src/site/operation-anchor.ts';
import { fileURLToPath } from 'node:url';

const generated = new URL('../../../../src/contract/generated/', import.meta.url);
const operations = apiNames.flatMap((api) =>
  readOperations(api, JSON.parse(readFileSync(new URL(`${api}.json`, generated), 'utf8')) as Document),
);

describe('readOperations', () => {
  test('reads the statuses of an operation with their examples, those of shared responses included', () => {
    const statuses = statusesOf(operations, 'createDatabase');
    expect(statuses.find(({ status }) => status === 409)).toEqual({ status: 409, examples: ['name-taken'] });
    expect(statuses.find(({ status }) => status === 401)?.examples).toContain('invalid-token');
  });

  test('for every operation there are the statuses that all have', () => {
    expect(statusesOf(operations, '*').map(({ status }) => status)).toContain(401);
    expect(statusesOf(operations, '*').map(({ status }) => status)).not.toContain(409);
    expect(statusesOf([], '*')).toEqual([]);
    expect(statusesOf(operations, 'noSuchOperation')).toEqual([]);
  });
});

test('referenceLink leads where the other pages lead', async () => {
  const documents = await readDocuments(fileURLToPath(generated));
  for (const operation of operations) {
    const api = documents.find(({ name }) => name === operation.api)!;
    const same = api.operations.find(({ id }) => id === operation.id)!;
    expect(referenceLink(operation)).toBe(`../docs/${operationAnchor(api, same)}`);
  }
});
