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

describe('an error whose value is made from a schema', () => {
  it('has the message in each place that takes it, whatever error came before', async () => {
    const properties = {
      title: { type: 'string', maxLength: 45 },
      reason: { enum: ['limit', 'page'] },
      error: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
    };
    const schema = { type: 'object', required: ['title', 'reason', 'error'], properties };
    const parameters = ['limit', 'the_number_of_the_page'].map((name) => ({
      name,
      in: 'query',
      schema: { type: 'integer' },
    }));
    const responses = { default: { description: 'Refused.', content: { 'application/json': { schema } } } };
    const file = join(folder, 'made.json');
    const info = { title: 'Made', version: '1.0.0' };
    const get = { operationId: 'listItems', parameters, responses };
    writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info, paths: { '/items': { get } } }));
    using mockplane = createMockplane({ documents: [file] });
    const bodyOf = async (query: string) => {
      const response = await mockplane.fetch(`http://localhost/items?${query}`);
      expect(response.status).toBe(422);
      return (await response.json()) as { title: string; reason: string; error: { message: string } };
    };
    const short = 'query parameter limit must be an integer';
    const long = 'query parameter the_number_of_the_page must be an integer';
    const first = await bodyOf('limit=x');
    expect(first).toMatchObject({ title: short, error: { message: short } });
    expect(['limit', 'page']).toContain(first.reason);
    const second = await bodyOf('the_number_of_the_page=x');
    expect(second.error.message).toBe(long);
    expect(second.title).not.toBe(long);
    expect(await bodyOf('limit=x')).toEqual(first);
  });
});
