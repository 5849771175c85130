import { describe, expect, it } from 'vitest';
import { editions } from '../../src/apis/apis.ts';
import {
  documentOf,
  documents,
  entriesOf,
  follow,
  isObject,
  type Json,
  type JsonObject,
} from '../helpers/documents.ts';
import { operationOf, operations } from '../helpers/operations.ts';

/** Each schema in a document with the place where it stands; examples are no schemas. */
function* nodesOf(node: Json, at = ''): Generator<readonly [at: string, node: JsonObject]> {
  if (Array.isArray(node)) for (const [index, each] of node.entries()) yield* nodesOf(each, `${at}/${index}`);
  if (!isObject(node)) return;
  yield [at, node];
  for (const [key, each] of entriesOf(node)) {
    if (!['example', 'examples', 'default'].includes(key)) yield* nodesOf(each, `${at}/${key}`);
  }
}

const schemaOf = (api: string, schema: Json): JsonObject => follow(documentOf(api), schema, '').node;

const parameters = operations.flatMap(({ api, id, parameters: all }) =>
  all.map(({ name, in: place, schema }) => ({ api, id, name, place, schema: schemaOf(api, schema) })),
);

/** Rules for documents that other people's generators make clients of. */
describe.each([...documents])('the document of %s', (api, document) => {
  const nodes = [...nodesOf(document)];
  const own = parameters.filter((parameter) => parameter.api === api);
  const schemas = entriesOf((document['components'] as JsonObject)['schemas']).map(([name]) => name);

  it('has no schema NewX, which a Go generator takes for the constructor of X', () => {
    expect(schemas.filter((name) => /^New[A-Z]/.test(name))).toEqual([]);
  });

  it('has parameters of one type', () => {
    const several = own.filter(({ schema }) => 'anyOf' in schema || 'oneOf' in schema || Array.isArray(schema['type']));
    expect(several).toEqual([]);
  });

  it('pages lists by plain integers', () => {
    const paging = own.filter(({ name }) => /^(page|page_size|limit)$/.test(name));
    expect(paging.filter(({ schema }) => schema['type'] !== 'integer')).toEqual([]);
  });

  it('bounds integers in parameters', () => {
    const integers = own.filter(({ schema }) => schema['type'] === 'integer');
    const unbounded = integers.filter(({ schema }) => !('minimum' in schema && 'maximum' in schema));
    expect(unbounded).toEqual([]);
  });

  it('describes files as OpenAPI 3.1 does, and for older tools too', () => {
    const files = nodes.filter(([, node]) => node['contentMediaType'] !== undefined || node['format'] === 'binary');
    for (const [at, node] of files) {
      expect({ at, ...node }).toMatchObject({ contentMediaType: expect.any(String), format: 'binary' });
      expect({ at, has: 'minLength' in node }).toEqual({ at, has: false });
    }
  });

  it('takes a body in one media type', () => {
    expect(operations.filter((operation) => operation.api === api && operation.bodies.length > 1)).toEqual([]);
  });

  it('excludes a token that has expired before it begins', () => {
    const patterns = own.filter(({ name }) => name === 'expiration').map(({ schema }) => String(schema['pattern']));
    for (const pattern of patterns) {
      for (const text of ['0', '0s', '0d0h', '-1d']) {
        expect({ text, fits: new RegExp(pattern, 'u').test(text) }).toEqual({ text, fits: false });
      }
      expect(new RegExp(pattern, 'u').test('1d')).toBe(true);
    }
  });
});

describe('a fault rule', () => {
  it('names one of the operations that are mocked, a group of them, or all', () => {
    const media = operationOf('createFault').bodies[0]!;
    const body = schemaOf('admin', { $ref: `#${media.schema}` });
    const named = schemaOf('admin', (body['properties'] as JsonObject)['operation']!);
    const mocked = operations.filter((operation) => operation.api !== 'admin').map(({ id }) => id);
    expect(named['enum']).toEqual(['*', 'sql', ...new Set(mocked.toSorted())]);
  });
});

describe('the edition of a sandbox', () => {
  it('is any that has a document', () => {
    const { schemas } = documentOf('admin')['components'] as { schemas: JsonObject };
    expect((schemas['Edition'] as JsonObject)['enum']).toEqual(editions);
  });
});
