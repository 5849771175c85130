import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createMockplane } from '../../src/mockplane/create.ts';

const folder = mkdtempSync(join(tmpdir(), 'mockplane-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Sends an invalid limit to a document whose 400 has a media type. */
async function refusal(mediaType: string): Promise<string> {
  const content = { [mediaType]: { schema: { type: 'string', maxLength: 200 }, example: 'Wrong.' } };
  const parameters = [{ name: 'limit', in: 'query', schema: { enum: ['<b>'] } }];
  const get = { operationId: 'listItems', parameters, responses: { 400: { description: 'Refused.', content } } };
  const file = join(folder, 'text.json');
  const info = { title: 'Text', version: '1.0.0' };
  writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info, paths: { '/items': { get } } }));
  using mockplane = createMockplane({ documents: [file] });
  const response = await mockplane.fetch('http://localhost/items?limit=no');
  expect([response.status, response.headers.get('content-type')]).toEqual([400, mediaType]);
  return response.text();
}

describe('an error that the document describes as text', () => {
  it('is the message in plain text', async () => {
    expect(await refusal('text/plain')).toBe('query parameter limit must be one of <b>');
  });

  it('is the message without markup in HTML', async () => {
    expect(await refusal('text/html')).toBe('query parameter limit must be one of &#60;b&#62;');
  });

  it('is the example in any other text', async () => {
    expect(await refusal('text/csv')).toBe('Wrong.');
  });
});
