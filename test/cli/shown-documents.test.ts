import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { toShown } from '../../src/cli/shown-documents.ts';
import { loadDocuments } from '../../src/documents/load.ts';

let folder: string;
afterEach(() => rmSync(folder, { recursive: true }));

/** The arguments of curl for a document with one operation and a security scheme. */
function argumentsFor(scheme: object | undefined, security: object[] = [{ own: [] }]): string | undefined {
  folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  const file = join(folder, 'pets.json');
  const document = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    ...(scheme && { components: { securitySchemes: { own: scheme } }, security }),
    paths: { '/pets': { get: { responses: { 204: { description: 'None.' } } } } },
  };
  writeFileSync(file, JSON.stringify(document));
  return toShown(loadDocuments([file])[0]!, 'http://host').example?.('TOKEN');
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

  it('sends no credential where none is required', () => {
    expect(argumentsFor({ type: 'http', scheme: 'bearer' }, [{ own: [] }, {}])).toBe('"http://host/pets"');
  });
});
