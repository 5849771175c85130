import { describe, expect, it } from 'vitest';
import type { Document, Schema } from '../../../src/contract/document.ts';
import { fieldsOf } from '../../../src/tools/comparison/fields.ts';
import { documentOf } from './documents.ts';

const empty = documentOf({});
const fields = (schema: object, document: Document = empty): Record<string, unknown> =>
  Object.fromEntries(fieldsOf(document, schema as Schema));
const plain = { required: false, bounded: false, deprecated: false };

describe('fieldsOf', () => {
  it('names fields by their path in the body', () => {
    const schema = {
      type: 'object',
      properties: {
        list: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        map: { type: 'object', additionalProperties: { type: 'integer' } },
      },
    };
    expect(Object.keys(fields(schema))).toEqual(['', 'list', 'list[]', 'list[].name', 'map', 'map{}']);
  });

  it('tells type, format, values, bounds, and whether a field is required or deprecated', () => {
    const schema = {
      type: 'object',
      required: ['kind'],
      properties: {
        kind: { type: 'string', enum: ['b', 'a'] },
        size: { type: ['integer', 'null'], format: 'int64', minimum: 0 },
        old: { type: 'string', deprecated: true },
      },
    };
    expect(fields(schema)).toMatchObject({
      kind: { ...plain, type: 'string', values: ['a', 'b'], required: true },
      size: { ...plain, type: 'integer or null', format: 'int64', bounded: true },
      old: { ...plain, type: 'string', deprecated: true },
    });
  });

  it('reads the nullable of OpenAPI 3.0 as a type, and properties as an object', () => {
    expect(fields({ nullable: true, properties: { a: { type: 'string', nullable: true } } })).toEqual({
      '': { ...plain, type: 'null or object', required: true },
      a: { ...plain, type: 'null or string' },
    });
  });

  it('follows references, and merges allOf', () => {
    const document = documentOf(
      {},
      {
        components: {
          schemas: { Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
        },
      },
    );
    const schema = { allOf: [{ $ref: '#/components/schemas/Named' }, { properties: { size: { type: 'integer' } } }] };
    expect(fields(schema, document)).toMatchObject({
      name: { type: 'string', required: true },
      size: { type: 'integer' },
    });
  });

  it('takes the variants of a value together: a field is required when each of them requires it', () => {
    const one = { type: 'object', required: ['type', 'name'], properties: { type: { const: 'one' }, name: {} } };
    const other = { type: 'object', required: ['type'], properties: { type: { const: 'other' }, size: {} } };
    expect(fields({ oneOf: [one, other] })).toMatchObject({
      type: { required: true, values: ['one', 'other'] },
      name: { required: false },
      size: { required: false },
    });
  });

  it('ends a schema that contains itself', () => {
    const tree = { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } };
    const document = documentOf({}, { components: { schemas: { Tree: tree } } });
    expect(Object.keys(fields({ $ref: '#/components/schemas/Tree' }, document)).length).toBeLessThan(12);
  });
});
