import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDocuments } from '../../src/documents/load.ts';
import { createMockplane } from '../../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'mockplane-old-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(document: object): string {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

const info = { title: 'T', version: '1' };

/** A document with one operation, which takes JSON of a schema. */
function withBody(openapi: string, schema: object, schemas: object = {}): object {
  const responses = { 204: { description: 'Done.' } };
  const requestBody = { required: true, content: { 'application/json': { schema } } };
  return { openapi, info, paths: { '/a': { post: { requestBody, responses } } }, components: { schemas } };
}

/** The statuses of bodies that are sent to it. */
async function statusesOf(document: object, bodies: readonly unknown[]): Promise<number[]> {
  using mockplane = createMockplane({ documents: [write(document)] });
  const headers = { 'content-type': 'application/json' };
  const statuses: number[] = [];
  for (const body of bodies) {
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    statuses.push((await mockplane.fetch('http://localhost/a', init)).status);
  }
  return statuses;
}

describe('format byte', () => {
  it.each(['3.0.4', '3.1.1'])('of OpenAPI %s refuses a text that is not Base64', async (version) => {
    const document = withBody(version, { type: 'string', format: 'byte' });
    expect(await statusesOf(document, ['aGVsbG8=', '%'])).toEqual([204, 422]);
  });

  it('of a form of OpenAPI 2.0 refuses a text that is not Base64', async () => {
    const parameters = [{ in: 'formData', name: 'id', type: 'string', format: 'byte' }];
    const post = {
      consumes: ['application/x-www-form-urlencoded'],
      parameters,
      responses: { 204: { description: 'D' } },
    };
    using mockplane = createMockplane({ documents: [write({ swagger: '2.0', info, paths: { '/a': { post } } })] });
    const send = async (id: string): Promise<number> => {
      const body = new URLSearchParams({ id });
      return (await mockplane.fetch('http://localhost/a', { method: 'POST', body })).status;
    };
    expect([await send('aGVsbG8='), await send('%')]).toEqual([204, 422]);
  });

  it('is an annotation as contentEncoding of OpenAPI 3.1', async () => {
    const document = withBody('3.1.1', { type: 'string', contentEncoding: 'base64' });
    expect(await statusesOf(document, ['%'])).toEqual([204]);
  });
});

describe('allowEmptyValue: false', () => {
  const responses = { 204: { description: 'Done.' } };

  it('refuses an empty parameter of a query', async () => {
    const schemas = [{ type: 'string' }, { $ref: '#/components/schemas/Text' }, { type: 'string', minLength: 0 }];
    for (const schema of schemas) {
      const get = { parameters: [{ in: 'query', name: 'q', allowEmptyValue: false, schema }], responses };
      const components = { schemas: { Text: { type: 'string' } } };
      using mockplane = createMockplane({
        documents: [write({ openapi: '3.0.4', info, paths: { '/a': { get } }, components })],
      });
      expect((await mockplane.fetch('http://localhost/a?q=')).status).toBe(422);
      expect((await mockplane.fetch('http://localhost/a?q=a')).status).toBe(204);
    }
  });

  it('refuses an empty field of a form of OpenAPI 2.0', async () => {
    const parameters = [
      { in: 'formData', name: 'id', type: 'string', allowEmptyValue: false },
      { in: 'formData', name: 'note', type: 'string' },
    ];
    const post = { consumes: ['application/x-www-form-urlencoded'], parameters, responses };
    using mockplane = createMockplane({ documents: [write({ swagger: '2.0', info, paths: { '/a': { post } } })] });
    const send = async (form: Record<string, string>): Promise<number> => {
      const body = new URLSearchParams(form);
      return (await mockplane.fetch('http://localhost/a', { method: 'POST', body })).status;
    };
    expect([await send({ id: '' }), await send({ id: 'a', note: '' })]).toEqual([422, 204]);
  });
});

describe('keywords before 2020-12', () => {
  it('hold the places of a list to the schemas in items', async () => {
    const schema = { type: 'array', items: [{ type: 'string' }, { type: 'integer' }], additionalItems: false };
    expect(await statusesOf(withBody('3.1.1', schema), [['a', 1], [1], ['a', 1, 2]])).toEqual([204, 422, 422]);
  });

  it('hold an object to its dependencies', async () => {
    const schema = {
      type: 'object',
      dependencies: { card: ['address'], gift: { properties: { note: { type: 'string' } }, required: ['note'] } },
    };
    const bodies = [{}, { card: 1 }, { card: 1, address: 1 }, { gift: 1 }, { gift: 1, note: 'a' }];
    expect(await statusesOf(withBody('3.1.1', schema), bodies)).toEqual([204, 422, 204, 422, 204]);
  });
});

describe('identifiers of schemas', () => {
  it('are ignored, and said to be, so that references stay within the file', async () => {
    const schema = { $id: 'https://example.com/a', properties: { b: { $ref: '#/components/schemas/B' } } };
    const document = withBody('3.1.1', schema, { B: { type: 'string' } });
    expect(loadDocuments([write(document)])[0]!.findings).toMatchObject([
      { level: 'warning', message: 'is ignored: references are resolved from the place of the file' },
    ]);
    expect(await statusesOf(document, [{ b: 'a' }, { b: 1 }])).toEqual([204, 422]);
  });

  it('in examples are data', async () => {
    const schema = { type: 'object', example: { $id: 'https://example.com/a', $anchor: 'here' }, $anchor: 'here' };
    const document = withBody('3.1.1', { $ref: '#here' }, { A: schema });
    expect(await statusesOf(document, [{ $id: 'a' }, 1])).toEqual([204, 422]);
  });

  it('may stand in a schema that others extend', async () => {
    const schemas = {
      Pet: {
        discriminator: { propertyName: 'kind' },
        properties: { name: { $dynamicAnchor: 'name', type: 'string' } },
      },
      Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }], required: ['lives'] },
    };
    const bodies = [{ kind: 'Cat', lives: 9 }, { kind: 'Cat' }, { name: 1 }];
    const document = withBody('3.1.1', { $ref: '#/components/schemas/Pet' }, schemas);
    expect(await statusesOf(document, bodies)).toEqual([204, 422, 422]);
  });

  it('are found wherever an anchor stands', async () => {
    const schema = { prefixItems: [{ $anchor: 'first', type: 'string' }], items: { $ref: '#first' } };
    expect(
      await statusesOf(withBody('3.1.1', schema), [
        ['a', 'b'],
        ['a', 1],
      ]),
    ).toEqual([204, 422]);
  });
});

describe('defaultMapping of OpenAPI 3.2', () => {
  const schemas = {
    Cat: { type: 'object', properties: { kind: { const: 'cat' }, lives: { type: 'integer' } }, required: ['lives'] },
    Dog: { type: 'object', properties: { kind: { const: 'dog' } } },
    Other: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  };
  const mapping = { cat: 'Cat', dog: 'Dog' };
  const discriminator = { propertyName: 'kind', mapping, defaultMapping: 'Other' };
  const refs = Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const bodies = [{ kind: 'cat' }, { kind: 'cat', lives: 9 }, { kind: 'dog' }, { kind: 'fish' }, { name: 'a' }, null];

  it('holds a value without a known tag to the default schema', async () => {
    const document = withBody('3.2.0', { oneOf: refs, discriminator }, schemas);
    expect(await statusesOf(document, bodies)).toEqual([422, 204, 204, 422, 204, 422]);
  });

  it('leaves branches without a tag as they are', async () => {
    const document = withBody('3.2.0', { oneOf: [...refs, { type: 'null' }], discriminator }, schemas);
    expect(await statusesOf(document, bodies)).toEqual([422, 204, 204, 422, 204, 204]);
  });

  it('is reported where it names no schema', () => {
    const wrong = { ...discriminator, defaultMapping: 'Fish' };
    const [loaded] = loadDocuments([write(withBody('3.2.0', { oneOf: refs, discriminator: wrong }, schemas))]);
    expect(loaded!.findings).toMatchObject([
      { level: 'warning', message: 'names Fish, which is no named schema, and is ignored' },
    ]);
  });
});
