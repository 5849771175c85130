import { describe, expect, it } from 'vitest';
import { Schemas } from '../../../src/contract/schemas.ts';
import { lazyValidators } from '../../../src/contract/validators.ts';
import { documentOf } from '../corpus/api.ts';

/** The violations of a value under a schema, in words. */
function wordsOf(schema: object, value: unknown): string[] {
  const document = documentOf({}, { schemas: { Own: schema } });
  const check = new Schemas(
    document,
    lazyValidators(() => document),
  ).check('/components/schemas/Own', '/body');
  return check(value).map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('a violation', () => {
  it('of many values lists the first ones', () => {
    const values = Array.from({ length: 250 }, (_, index) => index);
    const [words] = wordsOf({ enum: values }, 'x');
    expect(words).toBe(`/body must be one of ${values.slice(0, 200).join(', ')} and 50 more`);
  });

  it('of values that are no texts writes them as JSON', () => {
    expect(wordsOf({ enum: ['a', 1, null, { b: [] }] }, 'x')).toEqual(['/body must be one of a, 1, null, {"b":[]}']);
  });

  it('of a property that no part of the schema has names it', () => {
    const schema = { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false };
    expect(wordsOf(schema, { a: 1, 'b/c': 2 })).toEqual(['/body/b~1c is not a property of this object']);
  });
});

describe('a multiple', () => {
  it.each([
    [0.01, 0.07],
    [0.01, 1.15],
    [0.1, -0.3],
    [0.01, 123_456_789.07],
    [1e-7, 0.000_123_4],
    [7, 0],
    [3, 9e15],
  ])('of %d is %d', (multipleOf, value) => {
    expect(wordsOf({ multipleOf }, value)).toEqual([]);
  });

  it.each([
    [0.01, 0.075],
    [0.01, 123_456_789.075],
    [1, 1e-9],
    [2, 3],
  ])('of %d is not %d', (multipleOf, value) => {
    expect(wordsOf({ multipleOf }, value)).toEqual([`/body must be a multiple of ${multipleOf}`]);
  });
});
