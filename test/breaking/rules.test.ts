import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../src/contract/document.ts';
import { compare } from '../../src/breaking/compare.ts';
import { type Difference, isBreaking } from '../../src/breaking/difference.ts';
import type { JsonObject } from '../helpers/documents.ts';
import { applyEdits } from './edit.ts';
import { type Edit, plants, usual } from './plants.ts';

const alikeOf = (name: string): string => `${name}Alike`;

/** Every plant has an operation of its own, and so has what looks like it: one comparison serves all. */
const cases = plants.flatMap(({ name, was = [], breaks, alike }) => [
  { id: name, was, edits: breaks },
  { id: alikeOf(name), was, edits: alike },
]);

/** @param edits what becomes of some operations; of each what its case says unless given */
function documentWith(edits: (one: (typeof cases)[number]) => readonly Edit[] = () => []): JsonObject {
  const paths: JsonObject = {};
  const securitySchemes: JsonObject = {};
  const document = {
    openapi: '3.1.1',
    info: { title: 'Plants', version: '1.0.0' },
    servers: [{ url: 'https://example.com' }],
    paths,
    components: { securitySchemes, schemas: {} },
  };
  for (const one of cases) {
    paths[`/${one.id}/{key}`] = { post: usual(one.id) };
    securitySchemes[`${one.id}Bearer`] = { type: 'http', scheme: 'bearer' };
    securitySchemes[`${one.id}Key`] = { type: 'apiKey', in: 'header', name: 'x-key' };
    applyEdits(document, one.id, [...one.was, ...edits(one)]);
  }
  return document;
}

const compared = (was: JsonObject, is: JsonObject): Promise<Difference[]> =>
  compare(was as unknown as Document, is as unknown as Document);

describe('the comparison', () => {
  let differences: Difference[] = [];
  beforeAll(async () => {
    differences = await compared(
      documentWith(),
      documentWith(({ edits }) => edits),
    );
  });
  const of = (id: string): Difference[] =>
    differences.filter(({ operations }) => operations !== 'all' && operations.includes(id));
  const rulesOf = (id: string): (string | undefined)[] => [
    ...new Set(
      of(id)
        .filter(isBreaking)
        .map(({ rule }) => rule),
    ),
  ];

  it.each(plants)('finds $rule: $name', ({ name, rule }) => {
    expect(rulesOf(name)).toEqual([rule]);
    for (const { message, place, before, after } of of(name)) {
      expect(message).toMatch(/^\S.+\.$/);
      expect(place).toMatch(/^\/(paths|components)\//);
      expect(before ?? after).toBeDefined();
    }
  });

  it.each(plants)('finds a difference that breaks nobody: like $name', ({ name }) => {
    expect(of(alikeOf(name))).not.toEqual([]);
    expect(rulesOf(alikeOf(name))).toEqual([]);
  });

  it('finds nothing but what was planted', () => {
    const ids = new Set(cases.flatMap(({ id }) => [id, `${id}Get`, `${id}Put`]));
    const others = differences.filter(
      ({ operations }) => operations === 'all' || operations.length === 0 || !operations.every((id) => ids.has(id)),
    );
    expect(others).toEqual([]);
  });

  it('finds nothing between a document and itself', async () => {
    expect(await compared(documentWith(), documentWith())).toEqual([]);
  });

  it('finds a server that is gone, for all operations', async () => {
    const is = documentWith();
    is['servers'] = [{ url: 'https://example.org' }];
    const found = (await compared(documentWith(), is)).filter(isBreaking);
    expect(found).toMatchObject([{ rule: 'server-removed', operations: 'all' }]);
  });

  it('finds an operation that loses its own requirements to those of the document', async () => {
    const [id] = cases.map((each) => each.id);
    const [was, is] = [[], undefined].map((security) => {
      const document = documentWith();
      document['security'] = [{ [`${id}Key`]: [] }];
      const { post } = (document['paths'] as Record<string, { post: JsonObject }>)[`/${id}/{key}`]!;
      delete post['security'];
      if (security) post['security'] = security;
      return document;
    });
    const found = (await compared(was!, is!)).filter(isBreaking);
    expect(found).toMatchObject([{ operations: [id], place: `/paths/~1${id}~1{key}/post/security/0` }]);
    expect((await compared(is!, was!)).filter(isBreaking)).toEqual([]);
  });

  it('tells of a shared schema once, with all operations that it reaches', async () => {
    const [was, is] = [9, 8].map((maxLength) => {
      const document = documentWith();
      applyEdits(document, '', [
        ['#/components/schemas/Shared', { type: 'string', maxLength, default: `${maxLength}` }],
      ]);
      const place = '/requestBody/content/application~1json/schema';
      for (const id of ['removedProperty', 'addedRequired']) {
        applyEdits(document, id, [[place, { $ref: '#/components/schemas/Shared' }]]);
      }
      return document;
    });
    const operations = ['addedRequired', 'removedProperty'];
    const found = (await compared(was!, is!)).filter(isBreaking);
    expect(found).toMatchObject([
      {
        rule: 'schema-constraint-changed',
        place: '/components/schemas/Shared/maxLength',
        before: 9,
        after: 8,
        operations,
      },
      { rule: 'default-changed', place: '/components/schemas/Shared/default', before: '9', after: '8', operations },
    ]);
  });
});
