import { describe, expect, it } from 'vitest';
import { renderEditions } from '../../src/tools/editions/page.ts';
import { documentOf, listing, reply } from './comparison/documents.ts';

const tagged = (tag: string, changes: Record<string, unknown> = {}): Record<string, unknown> =>
  listing({ tags: [tag], ...changes });

/** The row of an operation in the page. */
function row(page: string, id: string): string[] {
  const line = page.split('\n').find((text) => text.startsWith(`| \`${id}\``));
  return (line ?? '')
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

/** A request body that is an object of these properties. */
const body = (properties: object): object => ({
  content: { 'application/json': { schema: { type: 'object', properties } } },
});

/** A list of things with these properties. */
const things = (properties: object): Record<string, unknown> =>
  reply({ things: { type: 'array', items: { type: 'object', properties } } });

describe('renderEditions', () => {
  it('counts what each edition has, and what the other lacks', () => {
    const older = documentOf({
      '/things': { get: tagged('Things') },
      '/old': { get: tagged('Old', { operationId: 'a' }) },
    });
    const page = renderEditions(older, documentOf({ '/things': { get: tagged('Things') } }));
    expect(page).toContain('| Operations | 2 | 1 |');
    expect(page).toContain('| that the other edition lacks | 1 | 0 |');
    expect(page).toContain('1 operations are in both, under the same name. In 2026, 0 of them');
  });

  it('says of each operation whether an edition has it, documents it and deprecates it', () => {
    const older = documentOf({ '/things': { get: tagged('Things', { deprecated: true }) } });
    const newer = documentOf({
      '/things': {
        get: tagged('Things (undocumented)', { 'x-documented': false }),
        put: tagged('Things', { operationId: 'putThing' }),
      },
    });
    const page = renderEditions(older, newer);
    expect(row(page, 'listThings')).toEqual(['deprecated', 'undocumented', '']);
    expect(row(page, 'putThing')).toEqual(['–', 'yes', '']);
    expect(page.match(/^## .*$/gm)).toEqual(['## Things']);
  });

  it('says what the newer edition takes and returns beside the older one', () => {
    const older = documentOf({
      '/things': {
        get: tagged('Things', {
          requestBody: body({ kind: { type: 'string', enum: ['a'] } }),
          responses: { 200: things({ old: { type: 'string' } }) },
        }),
      },
    });
    const newer = documentOf({
      '/things': {
        get: tagged('Things', {
          parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
          requestBody: body({
            kind: { type: 'string', enum: ['a', 'b'] },
            seed: { type: 'object', properties: { name: { type: 'string' } } },
          }),
          responses: { 200: things({ parent: { type: 'string' } }), 404: reply({}) },
        }),
      },
    });
    expect(row(renderEditions(older, newer), 'listThings')).toEqual([
      'yes',
      'yes',
      'parameters `limit`; takes `seed`; returns `parent`; refuses with `404`; returns no `old`; `kind` is one of `a`, `b`',
    ]);
  });
});
