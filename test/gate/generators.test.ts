import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, isObject, type JsonObject } from '../helpers/documents.ts';
import { rootOperations as operations } from '../helpers/operations.ts';
import { faults, Validator } from '../helpers/schemas.ts';
import { curl, encode, everyByte } from './request.ts';
import { open } from './schema.ts';
import { wrongTexts } from './texts.ts';
import { schemaOf } from './valid.ts';
import { fitting } from './values.ts';
import { wrongs } from './wrong.ts';

const options = { seed: 1, numRuns: 30 };

/** A document with one schema, and what finds fault with a value under it. */
function documentWith(schema: JsonObject): { document: JsonObject; find: (value: unknown) => string[] } {
  const document = { components: { schemas: { It: schema } } };
  const validator = new Validator(document);
  return { document, find: (value) => validator.faults('/components/schemas/It', value) };
}

/** The values that a text in a URL can stand for. */
function readings(text: string): unknown[] {
  return /^[+-]?\d+$/.test(text) ? [text, Number(text)] : [text];
}

describe('a generated value', () => {
  const withBodies = operations.filter(({ bodies }) => bodies.length > 0);

  it.each(withBodies.map((operation) => [operation.id, operation] as const))(
    'fits the body of %s',
    (_id, operation) => {
      for (const media of operation.bodies) {
        const schema = schemaOf(operation, media);
        const values = fc.sample(fitting(documentOf(operation.api), schema), options);
        const fit = values.filter((value) => faults(operation.api, media.schema, value).length === 0);
        // A condition is left to who makes a request of it.
        expect(fit.length).toBeGreaterThanOrEqual('if' in schema ? 1 : values.length);
      }
    },
  );

  const parameters = operations.flatMap(({ id, api, parameters: own }) =>
    own.map(({ name, schema }) => [id, name, documentOf(api), schema] as const),
  );

  it.each(parameters)('fits what %s has as %s, and a wrong text does not', (_id, _name, document, schema) => {
    const validator = new Validator({ ...document, it: schema });
    for (const value of fc.sample(fitting(document, schema), options)) {
      expect(validator.faults('/it', value)).toEqual([]);
    }
    for (const { kind, text } of wrongTexts(document, schema)) {
      for (const made of fc.sample(text, options)) {
        const fits = readings(made).some((value) => validator.faults('/it', value).length === 0);
        expect(fits, `${kind}: ${made}`).toBe(false);
      }
    }
  });
});

describe('what can be wrong with a value', () => {
  it.each([
    [
      { type: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]*$' },
      'wrong type, too short, too long, against the pattern',
    ],
    [{ type: 'string', format: 'uuid' }, 'wrong type, against the format'],
    [{ type: 'string', enum: ['a', 'b'] }, 'wrong type, not in the list'],
    [{ type: 'integer', format: 'int32', minimum: 1 }, 'wrong type, too small, too large, not whole'],
    [{ type: 'number', minimum: 0, maximum: 1 }, 'wrong type, too small, too large'],
    [{ type: 'boolean' }, 'wrong type'],
    [{ type: 'array', minItems: 1, items: { type: 'boolean' } }, 'wrong type, too few items, wrong type'],
    [
      { type: 'object', required: ['a'], properties: { a: { type: 'boolean' } }, additionalProperties: false },
      'wrong type, missing, wrong type, unknown property',
    ],
  ])('is told by its schema %j', (schema, kinds) => {
    const { document, find } = documentWith(schema);
    const found = wrongs(document, schema);
    expect(found.map(({ kind }) => kind).join(', ')).toBe(kinds);
    // An invalid value can fit an object schema without requirements by chance; the values here do not.
    for (const { kind, value } of found.filter(({ path }) => path.length === 0)) {
      for (const made of fc.sample(value, options)) {
        expect(find(made), `${kind} ${JSON.stringify(made)}`).not.toEqual([]);
      }
    }
  });

  it.each([
    [{ type: 'integer', multipleOf: 2 }, 'multipleOf'],
    [{ type: 'string', format: 'ipv4' }, 'format'],
    [{ $ref: '#/components/schemas/Here', pattern: 'a' }, 'pattern'],
  ])('is not guessed: %j is refused', (schema, keyword) => {
    const document = { components: { schemas: { Here: { type: 'string', pattern: 'b' } } } };
    expect(() => open(document, schema as JsonObject)).toThrow(keyword);
  });
});

describe('a request', () => {
  const upload = operations.find(({ id }) => id === 'createDatabaseToken')!;
  const parts = { path: { org_slug: 'ö/ä', db_name: 'a b' }, query: [['expiration', '1d&x=µ']] as const, headers: {} };

  it('is percent-encoded', () => {
    expect(encode(upload, parts).target).toBe(
      '/v1/organizations/%C3%B6%2F%C3%A4/databases/a%20b/auth/tokens?expiration=1d%26x%3D%C2%B5',
    );
    expect(decodeURIComponent(everyByte('a-ö'))).toBe('a-ö');
  });

  it('is a line for the shell, whatever is in it', () => {
    const wire = { method: 'POST', target: '/x', headers: { 'content-type': 'text/plain' }, body: Buffer.from("it's") };
    const start = "curl -sS -i --path-as-is -X POST -H 'content-type: text/plain'";
    expect(curl(wire, 'http://h')).toBe(String.raw`${start} --data-binary 'it'\''s' 'http://h/x'`);
    const bytes = { ...wire, body: Buffer.from([0xff, 0]) };
    expect(curl(bytes, 'http://h')).toBe(String.raw`printf '\xff\x00' | ${start} --data-binary @- 'http://h/x'`);
  });

  it('has the schemas of every parameter', () => {
    for (const { parameters } of operations) for (const { schema } of parameters) expect(isObject(schema)).toBe(true);
  });
});
