import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMockplane, type Mockplane } from '../../src/mockplane/create.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Numbers', version: '1' },
  paths: {
    '/x': {
      post: {
        parameters: [
          { name: 'n', in: 'query', schema: { type: 'number' } },
          { name: 'i', in: 'query', schema: { type: 'integer' } },
          { name: 'list', in: 'query', schema: { type: 'array', items: { type: 'number' } } },
        ],
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', properties: { n: { type: 'number' }, any: {} } } },
            'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { n: { type: 'number' } } } },
          },
        },
        responses: {
          204: { description: 'D' },
          422: {
            description: 'D',
            content: { 'application/json': { schema: { type: 'object', properties: { error: { type: 'string' } } } } },
          },
        },
      },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'mockplane-numbers-'));
let mockplane: Mockplane;
beforeAll(() => {
  const file = join(folder, 'numbers.json');
  writeFileSync(file, JSON.stringify(document));
  mockplane = createMockplane({ documents: [file] });
});
afterAll(() => {
  mockplane.close();
  rmSync(folder, { recursive: true });
});

async function post(target: string, body?: string, type = 'application/json'): Promise<[number, unknown]> {
  const headers = body === undefined ? {} : { 'content-type': type };
  const reply = await mockplane.fetch(`http://127.0.0.1${target}`, { method: 'POST', headers, ...(body && { body }) });
  const text = await reply.text();
  return [reply.status, text === '' ? undefined : (JSON.parse(text) as { error: unknown }).error];
}

const tooLarge = 'is a number that no 64-bit float can hold; the largest is 1.8e308';

describe('a number that no float can hold', () => {
  it.each([
    ['{"n":1e400}', `n ${tooLarge}`],
    ['{"n":-1e400}', `n ${tooLarge}`],
    [`{"any":[0,{"a/b":${'9'.repeat(400)}}]}`, `any.1.a/b ${tooLarge}`],
    ['1e400', expect.stringContaining(`request body ${tooLarge}`)],
  ])('is refused in JSON: %s', async (body, error) => {
    expect(await post('/x', body)).toEqual([422, error]);
  });

  it.each([
    ['n=1e400', `query parameter n ${tooLarge}`],
    [`i=${'9'.repeat(400)}`, `query parameter i ${tooLarge}`],
    ['list=1&list=-1e400', `query parameter list/1 ${tooLarge}`],
    ['n=NaN', 'query parameter n must be a number'],
    ['n=-Infinity', 'query parameter n must be a number'],
    ['i=Infinity', 'query parameter i must be an integer'],
  ])('is refused in a query: %s', async (query, error) => {
    expect(await post(`/x?${query}`)).toEqual([422, error]);
  });

  it('is refused in a form', async () => {
    expect(await post('/x', 'n=1e400', 'application/x-www-form-urlencoded')).toEqual([422, `n ${tooLarge}`]);
  });
});

describe('a number that a float can hold', () => {
  it.each(['{"n":1.7976931348623157e308}', '{"n":1e-400}', '{"any":"1e400"}'])('is accepted: %s', async (body) => {
    expect(await post('/x', body)).toEqual([204, undefined]);
  });
});
