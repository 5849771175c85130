import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDocuments } from '../../src/documents/load.ts';
import { startMockplane } from '../../src/mockplane/start.ts';
import { root } from '../helpers/folders.ts';
import { probeDocument } from './probe.ts';

const file = join(root, 'test/documents/corpus/search.yaml');

/** Sends a request by any method that Node knows. */
function send(url: string, method: string, body?: string): Promise<{ status: number; allow: string; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode!, allow: response.headers.allow ?? '', text }));
    });
    sent.once('error', reject).end(body);
  });
}

describe('a document of OpenAPI 3.2', () => {
  it('is served with the method query and with additional operations', async () => {
    await using server = await startMockplane({ port: 0, documents: [file] });
    const found = await send(`${server.url}/books`, 'QUERY', '{"text":"Austen"}');
    expect([found.status, JSON.parse(found.text)]).toEqual([200, ['Emma', 'Persuasion']]);
    expect((await send(`${server.url}/books`, 'QUERY', '{"text":""}')).status).toBe(422);
    expect((await send(`${server.url}/books`, 'PURGE')).status).toBe(204);
    expect(await send(`${server.url}/books`, 'GET')).toMatchObject({ status: 405, allow: 'QUERY, PURGE, OPTIONS' });
  });

  it('names its operations and lists what is not imitated', () => {
    const [loaded] = loadDocuments([file]);
    expect(loaded!.contract.operations.map(({ id, method }) => [id, method])).toEqual([
      ['searchBooks', 'QUERY'],
      ['purgeBooks', 'PURGE'],
      ['listEvents', 'GET'],
    ]);
    expect(loaded!.findings).toMatchObject([
      { pointer: '/paths/~1books/additionalOperations/SEIZE', message: 'is not served: Node refuses the method SEIZE' },
      {
        pointer: '/paths/~1events/get/parameters/0',
        message: 'is ignored: Mockplane does not read the whole query as one parameter',
      },
      {
        pointer: '/paths/~1events/get/responses/200/content/application~1jsonl/itemSchema',
        message: 'is ignored: the items of a stream are neither checked nor generated',
      },
      { line: 2, pointer: '/$self', message: 'is ignored: references are resolved from the place of the file' },
    ]);
  });

  it('parses examples that are text', () => {
    const content = { 'application/json': { examples: { one: { serializedValue: '{"x":2}' } } } };
    const paths = { '/a': { get: { responses: { 200: { description: 'D', content } } } } };
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-3.2-'));
    try {
      const document = join(folder, 'openapi.json');
      writeFileSync(document, JSON.stringify({ openapi: '3.2.0', info: { title: 'T', version: '1' }, paths }));
      const [loaded] = loadDocuments([document]);
      const { examples } = loaded!.contract.operations[0]!.responses.get(200)!.content!;
      expect([...examples]).toEqual([['one', { x: 2 }]]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('answers valid requests to every operation', async () => {
    const { operations, answered, failures } = await probeDocument(file);
    expect({ operations, answered, failures }).toEqual({ operations: 3, answered: 3, failures: [] });
  });
});
