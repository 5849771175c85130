import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, follow, isObject, type Json, type JsonObject, valueAt } from '../helpers/documents.ts';
import { defaultReply, operationOf } from '../helpers/operations.ts';
import { send } from '../helpers/raw.ts';
import { faults } from '../helpers/schemas.ts';
import { seedExamples, seedObjects, seedOperations, seedToken } from './seeds.ts';

let mockplane: RunningMockplane;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0, stateless: true, token: seedToken });
});
afterAll(() => mockplane.close());

describe.each(seedExamples)('the page "$title"', (seed) => {
  const { method, path, headers, body, status, reply } = seed;
  const operation = operationOf(seed.operation);
  const content = operation.replies.find((documented) => documented.status === status)?.content;

  it('shows a reply that fits the contract', () => {
    expect(faults(operation.api, content!.schema, reply)).toEqual([]);
  });

  it('shows the reply that the contract gives first', () => {
    expect(defaultReply(operation)).toMatchObject({ reply: { status }, example: { value: reply } });
  });

  it('shows a request that is answered with that reply', async () => {
    const curl = ['User-Agent: curl/7.88.1', 'Accept: */*', ...headers];
    const response = await send(mockplane.url, `${method} ${path}`, curl, body);
    expect(response.status).toBe(status);
    expect(JSON.parse(response.body)).toEqual(reply);
    expect(response.headers['mockplane-operation']).toBe(operation.id);
  });
});

describe('the page "Destroy an instance in a logical database", as it was printed', () => {
  it('is told to use the method that its table names', async () => {
    const { path, headers } = seedExamples[0]!;
    const response = await send(mockplane.url, `POST ${path}`, headers);
    expect(response.status).toBe(405);
    expect(response.headers['allow']).toBe('GET, DELETE, HEAD, OPTIONS');
  });
});

describe.each(seedObjects)('the $title', ({ schema, properties }) => {
  it('has the documented properties in the contract', () => {
    const document = documentOf('turso');
    const { node } = follow(document, { $ref: `#/components/schemas/${schema}` }, '');
    const documented = Object.entries(properties).map(([name]) => [name, typeOf(document, node, name)]);
    expect(Object.fromEntries(documented)).toEqual(properties);
  });
});

describe('the operations of the page "Logical database API"', () => {
  it.each(Object.entries(seedOperations))('have "%s" in the contract', (_title, id) => {
    expect(operationOf(id)).toMatchObject({ api: 'turso', id });
  });
});

/** `string`, `['string']` for a list of them, or the name of the schema that is referred to. */
function typeOf(document: JsonObject, schema: JsonObject, property: string): Json | undefined {
  const node = valueAt(schema, `/properties/${property}`);
  if (!isObject(node)) return undefined;
  const placed = follow(document, node, '');
  const type = placed.node['type'] ?? null;
  if (type === 'object') return placed.pointer.split('/').at(-1) ?? null;
  if (type !== 'array') return type;
  const items = follow(document, placed.node['items'], '');
  return [items.node['type'] === 'object' ? (items.pointer.split('/').at(-1) ?? null) : (items.node['type'] ?? null)];
}
