import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Schema } from '../../src/contract/document.ts';
import type { JsonValue } from '../../src/contract/http-message.ts';
import { readNameTree, withDocumentedNames } from '../../src/contract/property-names.ts';

const schema: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    location: { type: 'string' },
    seed: { oneOf: [{ properties: { type: {} } }, { properties: { url: {} } }] },
    permissions: { type: 'array', items: { properties: { access: {} } } },
    self: { $ref: '#/components/schemas/Self' },
  },
};
const self: Schema = { properties: { name: {}, self: { $ref: '#/components/schemas/Self' } } };
const document = {
  info: { title: 'test', version: '1' },
  paths: {},
  components: { schemas: { Self: self } },
} as unknown as Document;
const tree = readNameTree(document, schema);
const naming = { aliases: new Map([['region', 'location']]) };

function read(value: JsonValue): { value: JsonValue; notes: string[] } {
  const notes: string[] = [];
  return { value: withDocumentedNames(value, tree, naming, notes), notes };
}

/** A name in which some letters are capitals. */
function inCase(name: string, upper: readonly boolean[]): string {
  const letters = name.split('').map((letter, index) => (upper[index % upper.length] ? letter.toUpperCase() : letter));
  return letters.join('');
}

describe('withDocumentedNames', () => {
  it('reads a name in any case, and says so', () => {
    expect(read({ Name: 'shop', LOCATION: 'ams' })).toEqual({
      value: { name: 'shop', location: 'ams' },
      notes: ['property Name read as name', 'property LOCATION read as location'],
    });
  });

  it('reads an older name', () => {
    expect(read({ Name: 'shop', Region: 'ord' })).toEqual({
      value: { name: 'shop', location: 'ord' },
      notes: ['property Name read as name', 'property Region read as location'],
    });
  });

  it('prefers the present name to the older one, in whatever case and order', () => {
    expect(read({ region: 'ord', Location: 'ams' }).value).toEqual({ region: 'ord', location: 'ams' });
    expect(read({ location: 'ams', region: 'ord' }).value).toEqual({ region: 'ord', location: 'ams' });
  });

  it.each([[{ location: 'ams', Location: 'ord' }], [{ Location: 'ord', location: 'ams' }]])(
    'lets the exact name win: %j',
    (value) => {
      expect(read(value)).toEqual({ value: { location: 'ams' }, notes: ['property Location ignored beside location'] });
    },
  );

  it('lets the last of several others win, as Go does', () => {
    expect(read({ Location: 'ams', LOCATION: 'ord' }).value).toEqual({ location: 'ord' });
  });

  it('looks into objects, alternatives and lists', () => {
    const value = { Seed: { TYPE: 'dump', Url: 'x' }, permissions: [{ Access: 1 }, { access: 2 }, 3] };
    expect(read(value).value).toEqual({
      seed: { type: 'dump', url: 'x' },
      permissions: [{ access: 1 }, { access: 2 }, 3],
    });
  });

  it('ends where a schema holds itself', () => {
    expect(read({ Self: { Name: 'x', SELF: { Name: 'y' } } }).value).toEqual({
      self: { name: 'x', self: { Name: 'y' } },
    });
  });

  it('keeps what it does not know, names of the prototype among it', () => {
    const value = JSON.parse('{"__proto__":{"x":1},"constructor":2,"toString":3,"Name":"a"}') as JsonValue;
    const { value: read_ } = read(value);
    expect(Object.keys(read_ as object)).toEqual(['__proto__', 'constructor', 'toString', 'name']);
    expect(Object.getPrototypeOf(read_)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('gives back the very value whose names are exact', () => {
    fc.assert(
      fc.property(fc.record({ name: fc.jsonValue(), location: fc.jsonValue() }, { requiredKeys: [] }), (value) => {
        expect(read(value as JsonValue)).toEqual({ value, notes: [] });
        expect(read(value as JsonValue).value).toBe(value);
      }),
    );
  });

  it('gives the same whatever the case of the names', () => {
    const cases = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(fc.string(), fc.string(), cases, (name, location, upper) => {
        const sent = { [inCase('name', upper)]: name, [inCase('location', upper)]: location };
        expect(read(sent).value).toEqual({ name, location });
      }),
    );
  });

  it('takes any JSON without harm and loses no property that it does not know', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const after = Object.keys(read(value as JsonValue).value as object);
        const known = new Set(['name', 'location', 'seed', 'permissions', 'self', 'region']);
        const strange = Object.keys(value).filter((name) => !known.has(name.toLowerCase()));
        expect(after).toEqual(expect.arrayContaining(strange));
      }),
    );
  });
});
