import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { toShown } from '../../src/cli/shown-documents.ts';
import { loadDocuments } from '../../src/documents/load.ts';

let folder: string;
afterEach(() => rmSync(folder, { recursive: true }));

/** The arguments of curl for a document with one operation and a security scheme. */
function argumentsFor(
  scheme: object | undefined,
  security: object[] = [{ own: [] }],
  others: object = {},
  item: object = { get: { responses: { 204: { description: 'None.' } } } },
): string | undefined {
  folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  const file = join(folder, 'pets.json');
  const document = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    ...(scheme && { components: { securitySchemes: { own: scheme, ...others } }, security }),
    paths: { '/pets': item },
  };
  writeFileSync(file, JSON.stringify(document));
  return toShown(loadDocuments([file])[0]!, 'http://host').example('TOKEN');
}

describe('the first call in the banner', () => {
  it.each([
    ['no credential', undefined, '"http://host/pets"'],
    ['bearer', { type: 'http', scheme: 'bearer' }, '-H "Authorization: Bearer TOKEN" "http://host/pets"'],
    ['basic', { type: 'http', scheme: 'Basic' }, '-u "mockplane:TOKEN" "http://host/pets"'],
    ['a header', { type: 'apiKey', in: 'header', name: 'X-Key' }, '-H "X-Key: TOKEN" "http://host/pets"'],
    ['a query parameter', { type: 'apiKey', in: 'query', name: 'a key' }, '"http://host/pets?a%20key=TOKEN"'],
    ['a cookie', { type: 'apiKey', in: 'cookie', name: 'session' }, '-b "session=TOKEN" "http://host/pets"'],
    ['OAuth', { type: 'oauth2', flows: {} }, '-H "Authorization: Bearer TOKEN" "http://host/pets"'],
  ])('sends %s', (_what, scheme, expected) => {
    expect(argumentsFor(scheme)).toBe(expected);
  });

  it('sends all credentials that are required at once', () => {
    const scheme = { type: 'apiKey', in: 'header', name: 'X-Key' };
    const other = { type: 'http', scheme: 'bearer' };
    const expected = '-H "X-Key: TOKEN" -H "Authorization: Bearer TOKEN" "http://host/pets"';
    expect(argumentsFor(scheme, [{ own: [], other: [] }], { other })).toBe(expected);
  });

  it('sends a body if the document has no simple GET', () => {
    const schema = { type: 'object', required: ['name'], properties: { name: { const: "it's" } } };
    const requestBody = { required: true, content: { 'application/json': { schema } } };
    const parameters = [{ name: 'mode', in: 'query', required: true, schema: { const: 'a b' } }];
    const post = { parameters, requestBody, responses: { 204: { description: 'None.' } } };
    expect(argumentsFor(undefined, [], {}, { post })).toBe(
      String.raw`-X POST -H "content-type: application/json" -d '{"name":"it'\''s"}' "http://host/pets?mode=a%20b"`,
    );
  });

  it('sends no credential where none is required', () => {
    expect(argumentsFor({ type: 'http', scheme: 'bearer' }, [{ own: [] }, {}])).toBe('"http://host/pets"');
  });
});
