import { describe, expect, it } from 'vitest';
import { toOpenApi30, withSchemaExamples } from './subjects/documents.ts';

const info = { title: 'Things', version: '1', summary: 'all of them', license: { name: 'MIT', identifier: 'MIT' } };

describe('toOpenApi30', () => {
  const copy = toOpenApi30({
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info,
    components: {
      schemas: {
        Kind: { type: 'string', const: 'logical', examples: ['logical', 'other'] },
        Names: { type: 'object', propertyNames: { minLength: 3 }, additionalProperties: { type: 'string' } },
        Region: { $ref: '#/components/schemas/Kind', description: 'where' },
        Plain: { $ref: '#/components/schemas/Kind' },
        File: { type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' },
        Pair: { properties: { value: { const: 1 } } },
      },
      examples: { Odd: { value: { const: 1, examples: [2] } } },
    },
  });

  it('says the same in the words of 3.0', () => {
    expect(copy).toEqual({
      openapi: '3.0.3',
      info: { title: 'Things', version: '1', license: { name: 'MIT' } },
      components: {
        schemas: {
          Kind: { type: 'string', enum: ['logical'], example: 'logical' },
          Names: { type: 'object', additionalProperties: { type: 'string' } },
          Region: { allOf: [{ $ref: '#/components/schemas/Kind' }], description: 'where' },
          Plain: { $ref: '#/components/schemas/Kind' },
          File: { type: 'string', format: 'binary' },
          Pair: { properties: { value: { enum: [1] } } },
        },
        // The content of an example is not a schema.
        examples: { Odd: { value: { const: 1, examples: [2] } } },
      },
    });
  });
});

describe('withSchemaExamples', () => {
  it('gives a schema the first named example of its media type, shared or not', () => {
    const copy = withSchemaExamples({
      paths: {
        shared: { schema: { type: 'object' }, examples: { a: { $ref: '#/components/examples/A' }, b: { value: 'b' } } },
        own: { schema: { $ref: '#/components/schemas/B' }, examples: { b: { value: 'b' } } },
        without: { schema: { type: 'object' } },
      },
      components: { examples: { A: { value: { a: 1 } } } },
    });
    expect(copy).toMatchObject({
      paths: {
        shared: { schema: { type: 'object', example: { a: 1 } } },
        own: { schema: { allOf: [{ $ref: '#/components/schemas/B' }], example: 'b' } },
        without: { schema: { type: 'object' } },
      },
    });
  });
});
