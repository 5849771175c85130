import { describe, expect, it } from 'vitest';
import { satisfiable } from './generate-cases.ts';
import { serveSchema } from './serve-schema.ts';

/** Keywords of texts alone need a type beside them, or a number would do as well. */
function typed(schema: unknown): unknown {
  return { type: 'string', ...(schema as object) };
}

describe('a response with a schema and no example', () => {
  it.each(satisfiable)('fits it: %s', async (_name, schema) => {
    for (const seed of [1, 2, 3]) {
      const { status, text } = await serveSchema(typed(schema), { seed });
      expect([status, text]).toEqual([200, expect.any(String)]);
      expect((await serveSchema(typed(schema), { seed })).text).toBe(text);
    }
  });
});

describe('a dynamic reference to a schema of another name', () => {
  it('is followed', async () => {
    const node = {
      $dynamicAnchor: 'node',
      type: 'object',
      required: ['id'],
      properties: { id: { const: 1 }, children: { type: 'array', items: { $dynamicRef: '#node' } } },
    };
    const { status, text } = await serveSchema({ $dynamicRef: '#node' }, { schemas: { Node: node } });
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ id: 1 })]);
  });
});

/** Schemas that no value fits. */
const unsatisfiable: readonly (readonly [name: string, schema: unknown])[] = [
  ['no value at all', false],
  ['a minimum above the maximum', { type: 'integer', minimum: 10, maximum: 1 }],
  ['a text longer than allowed', { type: 'string', minLength: 5, maxLength: 4 }],
  ['a value within itself', { $ref: '#/components/schemas/Endless' }],
  ['two values within itself', { $ref: '#/components/schemas/Tree' }],
];

const schemas = {
  Endless: { type: 'object', required: ['next'], properties: { next: { $ref: '#/components/schemas/Endless' } } },
  Tree: {
    type: 'object',
    required: ['left', 'right'],
    properties: { left: { $ref: '#/components/schemas/Tree' }, right: { $ref: '#/components/schemas/Tree' } },
  },
};

describe('a response whose schema no value fits', () => {
  it.each(unsatisfiable)('tells the author of the document where: %s', async (_name, schema) => {
    const { status, text } = await serveSchema(schema, { schemas });
    expect(status).toBe(500);
    const { detail } = JSON.parse(text) as { readonly detail: string };
    expect(detail).toContain(
      'found no value that fits the schema at /paths/~1x/get/responses/200/content/application~1json/schema',
    );
    expect(detail).toContain('Add an example that fits, or correct the schema.');
  });
});

describe('a generated error', () => {
  const properties = {
    status: { type: 'integer' },
    code: { type: 'integer', example: 1204 },
    statusCode: { type: 'integer', maximum: 99 },
    inner: { type: 'object', required: ['httpStatus'], properties: { httpStatus: { type: 'number' } } },
  };
  const schema = { type: 'object', required: Object.keys(properties), properties };

  it('has its status where it fits and the schema has no example', async () => {
    const { text } = await serveSchema(schema, { status: 404, prefer: 'code=404' });
    const { status, code, statusCode, inner } = JSON.parse(text) as Record<string, unknown>;
    expect([status, code, inner]).toEqual([404, 1204, { httpStatus: 404 }]);
    expect(statusCode).toBeLessThan(100);
  });

  it('has any number if it is a success', async () => {
    const { text } = await serveSchema(schema);
    expect(text).not.toContain('200');
  });
});

describe('a preferred example', () => {
  it('is refused with the reason if the response has none', async () => {
    const { status, text } = await serveSchema({ type: 'string' }, { prefer: 'code=200, example=one' });
    expect([status, text]).toEqual([400, expect.stringContaining('it has no examples with a value')]);
  });
});

describe('a file without an example', () => {
  it.each([
    ['image/png', [0x89, 0x50, 0x4e, 0x47]],
    ['image/gif', [0x47, 0x49, 0x46]],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]],
    ['image/svg+xml', [...new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"')]],
    ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
    ['application/zip', [0x50, 0x4b, 5, 6]],
  ])('begins as a file of its type does: %s', async (mediaType, start) => {
    for (const content of [{}, { schema: {} }, { schema: { type: 'string', format: 'binary' } }]) {
      const { status, bytes } = await serveSchema(undefined, { mediaType, content });
      expect(status).toBe(200);
      expect([...bytes.subarray(0, start.length)]).toEqual(start);
    }
  });

  it.each([
    [undefined, 'image/png', 0x89],
    ['image/*', 'image/png', 0x89],
    ['image/jpeg', 'image/jpeg', 0xff],
    ['image/gif, image/png;q=0.5', 'image/gif', 0x47],
  ])('is an image that the client accepts (%s), where the document has any: %s', async (accept, type, first) => {
    for (const content of [{}, { schema: { type: 'string', format: 'binary' } }]) {
      const reply = await serveSchema(undefined, { mediaType: 'image/*', content, ...(accept && { accept }) });
      expect([reply.status, reply.type, reply.bytes[0]]).toEqual([200, type, first]);
    }
  });

  it('is bytes that are no text: application/octet-stream', async () => {
    const { bytes } = await serveSchema(
      { type: 'string', format: 'binary' },
      { mediaType: 'application/octet-stream' },
    );
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow('encoded data was not valid');
  });

  it('is the text that the schema asks for', async () => {
    const { text } = await serveSchema({ type: 'string', pattern: '^AB$' }, { mediaType: 'image/png' });
    expect(text).toBe('AB');
  });
});

describe('generated XML', () => {
  it('has one root for a list', async () => {
    const content = { schema: { type: 'array', items: { type: 'string' } }, example: ['a', 'b'] };
    const { text } = await serveSchema(undefined, { mediaType: 'application/xml', content });
    expect(text).toBe('<xml><item>a</item><item>b</item></xml>');
  });

  it('has the root that the schema behind the reference names', async () => {
    const own = { Pet: { type: 'object', properties: { id: { const: 7 } }, xml: { name: 'pet' } } };
    const schema = { $ref: '#/components/schemas/Pet' };
    const { text } = await serveSchema(schema, { mediaType: 'application/xml', schemas: own });
    expect(text).toBe('<pet><id>7</id></pet>');
  });
});
