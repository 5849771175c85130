import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DocumentError } from '../../src/documents/finding.ts';
import { loadDocuments } from '../../src/documents/load.ts';
import { createMockplane } from '../../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'mockplane-odd-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Values of every kind, for keywords that want one of them. */
const odd = fc.constantFrom<unknown>(0, -1, 1.5, true, false, null, '', 'a', '[', [], ['a'], ['a', 'a'], [1], {});

const reference = fc.constantFrom(
  '#/components/schemas/A',
  '#/components/schemas/B',
  '#/components/schemas/A/properties/a',
  '#/components/schemas/%41',
  '#/info/title',
  '#here',
  '#there',
  '#nowhere',
  '#',
);

/** Mostly a usual value, else an odd one. */
const usually = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: odd });

const optional = (keywords: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.record(keywords, { requiredKeys: [] });

const { schema } = fc.letrec<{ schema: unknown; members: unknown }>((tie) => {
  const one = tie('schema');
  const map = fc.dictionary(fc.constantFrom('a', 'b', 'type', '__proto__'), one, { maxKeys: 2 });
  const list = fc.array(one, { maxLength: 2 });
  const type = fc.constantFrom('object', 'string', 'array', 'integer', 'null', 'strng');
  const mapping = fc.dictionary(fc.constantFrom('a', 'b'), reference, { maxKeys: 2 });
  return {
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 2, arbitrary: fc.oneof(fc.boolean(), optional({ type })) },
      { weight: 6, arbitrary: tie('members') },
    ),
    members: fc.oneof(
      optional({ type: usually(fc.oneof(type, fc.array(type, { maxLength: 2 }))), nullable: usually(fc.boolean()) }),
      optional({ $ref: usually(reference), properties: usually(map), required: usually(fc.array(fc.constant('a'))) }),
      optional({ $dynamicRef: usually(reference), $defs: usually(map), $schema: odd }),
      optional({ $anchor: fc.constantFrom('here', 'there', ''), $dynamicAnchor: fc.constantFrom('here', 'x') }),
      optional({ $id: usually(fc.constantFrom('https://example.com/a', 'b.json', '#c')), properties: map }),
      optional({ items: usually(fc.oneof(one, list)), additionalItems: usually(one), prefixItems: usually(list) }),
      optional({
        allOf: usually(list),
        anyOf: usually(list),
        not: usually(one),
        if: usually(one),
        // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
        then: one,
        else: one,
      }),
      fc.record({
        allOf: fc.constant([{ $ref: '#/components/schemas/A' }]),
        discriminator: fc.record({ propertyName: fc.constant('a'), mapping }, { requiredKeys: ['propertyName'] }),
      }),
      optional({
        oneOf: usually(list),
        discriminator: usually(
          optional({
            propertyName: fc.constantFrom('a', 'b', 1),
            mapping: usually(mapping),
            defaultMapping: usually(fc.constantFrom('A', 'B', 'C')),
          }),
        ),
        properties: map,
      }),
      optional({ enum: usually(list), const: one, default: one, example: one, format: usually(fc.constant('byte')) }),
      optional({ pattern: usually(fc.constantFrom('^a', '\\-', '\\p{Foo}', '(')), minLength: odd, maxLength: odd }),
      optional({ minimum: odd, exclusiveMinimum: odd, multipleOf: odd, uniqueItems: odd, minContains: odd }),
      optional({ contains: usually(one), propertyNames: usually(one), unevaluatedProperties: usually(one) }),
      optional({ additionalProperties: usually(one), patternProperties: usually(map), minProperties: odd }),
      optional({
        dependencies: usually(fc.oneof(map, fc.dictionary(fc.constant('a'), odd))),
        dependentRequired: usually(fc.dictionary(fc.constant('a'), usually(fc.array(fc.constant('b'))))),
        dependentSchemas: usually(map),
      }),
      optional({ contentEncoding: odd, contentMediaType: odd, contentSchema: usually(one), readOnly: odd, title: odd }),
    ),
  };
});

function documentOf(version: string, a: unknown, b: unknown): string {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/A' } } };
  return JSON.stringify({
    openapi: version,
    info: { title: 'Odd', version: '1' },
    paths: { '/a': { post: { requestBody: { content }, responses: { 200: { description: 'D', content } } } } },
    components: { schemas: { A: a, B: b } },
  });
}

describe('a document with odd schemas', () => {
  const version = fc.constantFrom('3.0.4', '3.1.1', '3.2.0');

  it('compiles if no error is found in it', () => {
    fc.assert(
      fc.property(version, schema, schema, (stated, a, b) => {
        const file = join(folder, 'strict.json');
        writeFileSync(file, documentOf(stated, a, b));
        let loaded: ReturnType<typeof loadDocuments>;
        try {
          loaded = loadDocuments([file]);
        } catch (error) {
          if (error instanceof DocumentError) return;
          throw error;
        }
        expect(() => loaded[0]!.contract.compile()).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });

  it('compiles when lenient, whatever is in it', () => {
    fc.assert(
      fc.property(version, schema, schema, (stated, a, b) => {
        const file = join(folder, 'lenient.json');
        writeFileSync(file, documentOf(stated, a, b));
        const [loaded] = loadDocuments([file], { isLenient: true });
        expect(loaded!.contract.operations).toHaveLength(1);
        expect(() => loaded!.contract.compile()).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });

  it('is served without a defect, and each error names its reason', async () => {
    await fc.assert(
      fc.asyncProperty(version, schema, schema, odd, async (stated, a, b, body) => {
        const file = join(folder, 'served.json');
        writeFileSync(file, documentOf(stated, a, b));
        using mockplane = createMockplane({ documents: [file], lenient: true });
        const headers = { 'content-type': 'application/json' };
        const response = await mockplane.fetch('http://localhost/a', {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
        });
        expect([200, 422, 500]).toContain(response.status);
        expect(await response.text()).not.toContain('defect');
      }),
      { numRuns: 200 },
    );
  });
});
