import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/contract/document.ts';
import { createAjv } from '../../src/contract/validators.ts';
import type { SchemaNode } from '../../src/documents/generate/schema.ts';
import { findValid } from '../../src/documents/generate/valid.ts';

/** Schemas of texts that a text is known to fit: it is drawn first, and each keyword is made from it. */
const aboutText = fc
  .tuple(fc.stringMatching(/^[a-z]{1,20}[0-9]{0,10}$/), fc.nat(3), fc.nat(9), fc.nat(9), fc.boolean())
  .map(([text, kind, before, after, isSplit]) => {
    const patterns = ['^[a-z]+[0-9]*$', `^${text[0]}`, '^[a-z0-9]{1,40}$', '^(?=.*[a-z]).+$'];
    const lengths = { minLength: Math.max(0, text.length - before), maxLength: text.length + after };
    const pattern = patterns[kind];
    return isSplit
      ? { type: 'string', allOf: [{ pattern }, { pattern: `${text.at(-1)}$` }], ...lengths }
      : { type: 'string', pattern, ...lengths };
  });

/** Schemas of formats, with the length of a text that is of the format. */
const aboutFormat = fc
  .constantFrom(
    ['email', 'ab@c.example'],
    ['uri', 'https://a.example/b'],
    ['hostname', 'ab.example'],
    ['date-time', '2026-01-01T00:00:00Z'],
    ['ipv4', '198.51.100.7'],
  )
  .chain(([format, text]) =>
    fc.record({
      type: fc.constant('string'),
      format: fc.constant(format),
      minLength: fc.integer({ min: 0, max: text.length }),
      maxLength: fc.integer({ min: text.length, max: 80 }),
    }),
  );

const aboutNumber = fc
  .tuple(fc.integer({ min: -500, max: 500 }), fc.nat(9), fc.nat(9), fc.constantFrom(1, 2, 5))
  .map(([count, below, above, multipleOf]) => {
    const value = count * multipleOf;
    return { type: 'integer', minimum: value - below, maximum: value + above, multipleOf };
  });

const one = fc.oneof(aboutText, aboutFormat, aboutNumber);

const aboutObject = fc
  .tuple(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), one, { minKeys: 1 }), fc.nat(3), fc.boolean(), fc.boolean())
  .map(([properties, least, isConditional, isDependent]) => {
    const names = Object.keys(properties);
    const object = { type: 'object', properties, additionalProperties: false };
    const [first] = names;
    return {
      ...object,
      minProperties: Math.min(least, names.length),
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      ...(isConditional && { if: { required: [first] }, then: { required: names } }),
      ...(isDependent && { required: [first], dependentSchemas: { [first!]: { required: names } } }),
    };
  });

describe('a schema that a value fits', () => {
  it('gets such a value, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.oneof(one, aboutObject), fc.nat(999), (schema, seed) => {
        const validate = createAjv({ components: {} } as unknown as Document).compile(schema);
        const find = () =>
          findValid({
            document: { components: {} } as unknown as Document,
            schema: schema as SchemaNode,
            check: (value) => (validate(value) ? [] : [{ pointer: '/body', message: 'does not fit' }]),
            seed: `${seed}`,
            isDynamic: false,
            direction: 'response',
          });
        const found = find();
        expect(found.violations).toEqual([]);
        expect(find()).toEqual(found);
      }),
      { numRuns: 150 },
    );
  });
});
