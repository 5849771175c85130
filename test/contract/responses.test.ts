import { describe, expect, it } from 'vitest';
import type { Answer, Call } from '../../src/contract/call.ts';
import { chooseResponse } from '../../src/contract/preferences.ts';
import { responseFor } from '../../src/contract/responses.ts';
import { asker, contractOf } from './corpus/api.ts';

const integer = { type: 'integer' };
const thing = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, secret: { writeOnly: true } },
};
const json = (schema: object, rest: object = {}) => ({ 'application/json': { schema, ...rest } });
const get = (operationId: string, responses: object) => ({ get: { operationId, summary: operationId, responses } });

const contract = contractOf({
  '/types': get('types', {
    200: {
      description: 'Several.',
      content: {
        'application/xml': { example: '<name>a</name>' },
        'application/json': { schema: thing, examples: { one: { value: { name: 'a' } }, far: { externalValue: 'x' } } },
        'text/csv': { examples: { table: { value: 'name\na' } } },
        'image/*': {},
      },
    },
  }),
  '/any': get('any', { 200: { description: 'Anything.', content: { '*/*': {} } } }),
  '/events': get('events', {
    200: { description: 'Events.', content: { 'application/json': {}, 'text/event-stream': {} } },
  }),
  '/ranges': get('ranges', {
    '2XX': { description: 'Done.', content: json(thing) },
    404: { description: 'None.', content: json({ type: 'object', required: ['missing'] }) },
    '4XX': { description: 'Refused.', content: json({ type: 'object', required: ['refused'] }) },
    default: { description: 'Else.', content: json({ type: 'object', required: ['else'] }) },
  }),
  '/default': get('default', { default: { description: 'All.', content: json(thing) } }),
  '/empty': get('empty', { 204: { description: 'Nothing.', content: json(thing) } }),
  '/headers': get('headers', {
    200: {
      description: 'With headers.',
      headers: {
        'X-Count': { required: true, schema: integer, example: 3 },
        'X-List': { schema: { type: 'array', items: integer }, example: [1, 2] },
        'X-Pair': { explode: true, schema: { type: 'object', example: { a: 1, b: 2 } } },
        'X-Json': { content: { 'application/json': { schema: thing, example: { name: 'a' } } } },
        'X-Other': { schema: integer },
        'Content-Type': { schema: integer },
      },
      content: json({}),
    },
  }),
  '/schema-example': get('schemaExample', {
    200: { description: 'A.', content: json({ type: 'object', examples: [{ name: 'inner' }] }) },
  }),
  '/secret': get('secret', { 200: { description: 'B.', content: json({ ...thing, required: ['name', 'secret'] }) } }),
});

const exampleOf = ({ operation, preferences, accept }: Call): Answer => {
  const { response, content, example } = chooseResponse(operation, preferences, { accept });
  const { status } = response;
  return {
    status,
    body: example === undefined ? undefined : content?.examples.get(example),
    by: 'example',
    ...(content && { mediaType: content.mediaType }),
  };
};
const ask = asker(contract, exampleOf);
const accepting = (accept: string) => ({ headers: { accept } });

async function* events() {
  yield await Promise.resolve('data: 1\n\n');
}

describe('the media type of an answer', () => {
  it.each([
    ['*/*', 'application/xml', '<name>a</name>'],
    ['application/*', 'application/xml', '<name>a</name>'],
    ['application/json', 'application/json', '{"name":"a"}'],
    ['application/json;q=0.5, text/csv', 'text/csv', 'name\na'],
    ['text/*;q=0.9, application/json;q=0.3', 'text/csv', 'name\na'],
    ['text/csv, application/json', 'text/csv', 'name\na'],
    ['application/json, text/csv', 'application/json', '{"name":"a"}'],
    ['application/xml;q=0, application/*', 'application/json', '{"name":"a"}'],
    ['text/html, application/xhtml+xml, */*;q=0.1', 'application/xml', '<name>a</name>'],
    ['application/json;version="1,2"', 'application/json', '{"name":"a"}'],
    ['nonsense', 'application/json', '{"name":"a"}'],
  ])('for Accept: %s is %s', async (accept, mediaType, body) => {
    expect(await ask('GET /types', accepting(accept))).toMatchObject({
      status: 200,
      headers: { 'content-type': mediaType },
      body,
    });
  });

  it('is JSON without Accept', async () => {
    expect((await ask('GET /types')).headers['content-type']).toBe('application/json');
  });

  it('within a range is the one that the client asks for', async () => {
    const png = asker(contract, () => ({ status: 200, body: new Uint8Array([1, 2]), by: 'test' }));
    const reply = await png('GET /types', accepting('image/png'));
    expect(reply.headers['content-type']).toBe('image/png');
    expect(reply.body).toEqual(new Uint8Array([1, 2]));
  });

  it.each([
    ['text', 'text/plain'],
    [{ a: 1 }, 'application/json'],
    [new Uint8Array([1]), 'application/octet-stream'],
  ])('within `*/*` is that of the body: %j is %s', async (body, mediaType) => {
    const reply = await asker(contract, () => ({ status: 200, body, by: 'test' }))('GET /any', accepting('*/*'));
    expect(reply.headers['content-type']).toBe(mediaType);
  });

  it('of a stream is that of events', async () => {
    const streaming = asker(contract, () => ({ status: 200, body: undefined, by: 'test', stream: events() }));
    expect((await streaming('GET /events')).headers['content-type']).toBe('text/event-stream');
  });

  it('is refused with 406, before anything is done, where nothing fits', async () => {
    let isCalled = false;
    const counting = asker(contract, (call) => {
      isCalled = true;
      return exampleOf(call);
    });
    const reply = await counting('GET /types', accepting('text/html, application/pdf;q=0.5'));
    expect(reply).toMatchObject({ status: 406, headers: { 'content-type': 'application/problem+json' } });
    expect(isCalled).toBe(false);
  });

  it('is that of the preferred example', async () => {
    const reply = await ask('GET /types', { headers: { accept: '*/*', prefer: 'example=table' } });
    expect(reply).toMatchObject({ headers: { 'content-type': 'text/csv' }, body: 'name\na' });
  });
});

describe('a response', () => {
  const operation = contract.operations.find(({ id }) => id === 'ranges')!;
  it.each([
    [200, '2XX'],
    [201, '2XX'],
    [404, '404'],
    [409, '4XX'],
    [500, 'default'],
    [302, 'default'],
  ])('of status %i is that of %s', (status, key) => {
    expect(responseFor(operation, status)).toMatchObject({ status, key });
  });

  it.each([
    [200, { name: 'a' }],
    [404, { missing: 1 }],
    [409, { refused: 1 }],
    [503, { else: 1 }],
  ])('of status %i is held to its schema', async (status, body) => {
    const right = asker(contract, () => ({ status, body, by: 'test' }));
    expect(await right('GET /ranges')).toMatchObject({ status, json: body });
    const wrong = asker(contract, () => ({ status, body: {}, by: 'test' }));
    expect(await wrong('GET /ranges')).toMatchObject({ status: 500, json: { title: 'Contract violation' } });
  });

  it('of `2XX` or `default` alone answers with 200', () => {
    const all = contract.operations.filter(({ id }) => ['ranges', 'default'].includes(id));
    expect(all.map((each) => chooseResponse(each, {}).response.status)).toEqual([200, 200]);
  });

  it('of a preferred status may come from a range', () => {
    expect(chooseResponse(operation, { code: 418 }).response).toMatchObject({ status: 418, key: '4XX' });
  });

  it('of status 204 has no body, whatever the contract says', async () => {
    const reply = await ask('GET /empty');
    expect(reply).toMatchObject({ status: 204, body: '' });
    expect(reply.headers['content-type']).toBeUndefined();
  });

  it('takes the example of its schema where it has none', async () => {
    expect(await ask('GET /schema-example')).toMatchObject({ json: { name: 'inner' } });
  });

  it('need not have the properties that only requests have', async () => {
    const reply = await asker(contract, () => ({ status: 200, body: { name: 'a' }, by: 'test' }))('GET /secret');
    expect(reply.status).toBe(200);
  });
});

const answerWith = (headers: Record<string, string>) =>
  asker(contract, () => ({ status: 200, body: {}, by: 'test', headers }));

describe('the headers of a response', () => {
  it('are the examples of the documented ones', async () => {
    const reply = await asker(contract, () => ({ status: 200, body: {}, by: 'test' }))('GET /headers');
    expect(reply.headers).toMatchObject({
      'x-count': '3',
      'x-list': '1,2',
      'x-pair': 'a=1,b=2',
      'x-json': '{"name":"a"}',
      'content-type': 'application/json',
    });
    expect(reply.headers['x-other']).toBeUndefined();
  });

  it('are those of the answer, held to their schemas', async () => {
    expect((await answerWith({ 'x-count': '5' })('GET /headers')).headers).toMatchObject({ 'x-count': '5' });
    expect(await answerWith({ 'x-count': 'five' })('GET /headers')).toMatchObject({
      status: 500,
      json: { violations: [{ pointer: '/headers/X-Count', message: 'must be an integer' }] },
    });
  });
});
