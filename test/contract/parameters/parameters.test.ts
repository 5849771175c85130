import { describe, expect, it } from 'vitest';
import { asker, contractOf, echo, type Sent } from '../corpus/api.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const point = { type: 'object', required: ['x'], properties: { x: integer, y: integer } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const contract = contractOf(
  {
    '/content': {
      parameters: [
        { name: 'where', in: 'query', ...json(point) },
        { name: 'X-Where', in: 'header', ...json(point) },
        { name: 'where', in: 'cookie', ...json(point) },
        { name: 'note', in: 'query', content: { 'text/plain': { schema: text } } },
      ],
      get: echo('getContent'),
    },
    '/content/{where}': {
      get: echo('getContentAt', { parameters: [{ name: 'where', in: 'path', required: true, ...json(point) }] }),
    },
    '/override': {
      parameters: [
        { name: 'limit', in: 'query', schema: text },
        { name: 'limit', in: 'header', schema: integer },
      ],
      get: echo('getOverride', { parameters: [{ name: 'limit', in: 'query', schema: integer }] }),
      post: echo('postOverride'),
    },
    '/reserved': {
      get: echo('getReserved', {
        parameters: [
          { name: 'url', in: 'query', allowReserved: true, schema: text },
          { name: 'urls', in: 'query', allowReserved: true, schema: { type: 'array', items: text } },
        ],
      }),
    },
    '/empty': {
      get: echo('getEmpty', {
        parameters: [
          { name: 'flag', in: 'query', allowEmptyValue: true, schema: { type: 'boolean' } },
          { name: 'strict', in: 'query', schema: { type: 'boolean' } },
        ],
      }),
    },
    '/filter': {
      get: echo('getFilter', {
        parameters: [
          { name: 'page', in: 'query', schema: integer },
          { name: 'filter', in: 'query', style: 'form', schema: { type: 'object', additionalProperties: integer } },
        ],
      }),
    },
    '/deep': {
      get: echo('getDeep', {
        parameters: [
          {
            name: 'q',
            in: 'query',
            style: 'deepObject',
            required: true,
            schema: {
              type: 'object',
              properties: { size: point, ids: { type: 'array', items: integer }, tags: { type: 'array', items: text } },
              additionalProperties: text,
            },
          },
          {
            name: 'expand',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'array', items: text },
          },
        ],
      }),
    },
    '/typed': {
      get: echo('getTyped', {
        parameters: [
          { name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: integer, maxItems: 3 } },
          { name: 'flags', in: 'query', schema: { type: 'array', items: { type: 'boolean' } } },
          { name: 'ratio', in: 'query', schema: { type: 'number' } },
          { name: 'either', in: 'query', schema: { oneOf: [integer, { type: 'array', items: integer, minItems: 2 }] } },
          { name: 'level', in: 'query', schema: { enum: [1, 2] } },
          { name: 'ref', in: 'query', schema: { $ref: '#/components/schemas/Ids', maxItems: 1 } },
          { name: 'any', in: 'query' },
          { $ref: '#/components/parameters/Referred' },
        ],
      }),
    },
    '/ignored': {
      get: echo('getIgnored', {
        parameters: ['Accept', 'Content-Type', 'Authorization'].map((name) => ({
          name,
          in: 'header',
          schema: integer,
        })),
      }),
    },
  },
  {
    schemas: { Ids: { type: 'array', items: integer } },
    parameters: { Referred: { name: 'referred', in: 'query', schema: { type: 'array', items: integer } } },
  },
);
const ask = asker(contract);

const wellKnown: readonly [line: string, sent: Sent, call: object][] = [
  ['GET /content?where=%7B%22x%22%3A1%7D', {}, { query: { where: { x: 1 } } }],
  ['GET /content', { headers: { 'x-where': '{"x":1}' } }, { header: { 'X-Where': { x: 1 } } }],
  ['GET /content', { headers: { cookie: 'where=%7B%22x%22%3A1%7D' } }, { cookie: { where: { x: 1 } } }],
  ['GET /content?note=a+b', {}, { query: { note: 'a b' } }],
  ['GET /content/%7B%22x%22%3A1%7D', {}, { path: { where: { x: 1 } } }],
  ['GET /override?limit=3', { headers: { limit: '4' } }, { query: { limit: 3 }, header: { limit: 4 } }],
  ['POST /override?limit=3', {}, { query: { limit: '3' } }],
  ['GET /reserved?url=https://a.b/c?d=e+f', {}, { query: { url: 'https://a.b/c?d=e+f' } }],
  ['GET /reserved?urls=a:1&urls=b%2F2', {}, { query: { urls: ['a:1', 'b/2'] } }],
  ['GET /empty?flag', {}, { query: { flag: '' } }],
  ['GET /empty?flag=&strict=true', {}, { query: { flag: '', strict: true } }],
  ['GET /empty?flag=false', {}, { query: { flag: false } }],
  ['GET /filter?page=2&a=1&b=2', {}, { query: { page: 2, filter: { a: 1, b: 2 } } }],
  ['GET /filter?page=2', {}, { query: { page: 2 } }],
  ['GET /deep?q[size][x]=1&q[size][y]=2', {}, { query: { q: { size: { x: 1, y: 2 } } } }],
  ['GET /deep?q[ids][]=1&q[ids][]=2', {}, { query: { q: { ids: [1, 2] } } }],
  ['GET /deep?q[ids][1]=2&q[ids][0]=1', {}, { query: { q: { ids: [1, 2] } } }],
  ['GET /deep?q[tags]=a&q[tags]=b&q[other]=c', {}, { query: { q: { tags: ['a', 'b'], other: 'c' } } }],
  ['GET /deep?q[a]=1&expand[]=x&expand[]=y', {}, { query: { q: { a: '1' }, expand: ['x', 'y'] } }],
  ['GET /deep?q[__proto__]=1', {}, { query: { q: JSON.parse('{"__proto__":"1"}') as object } }],
  ['GET /typed?ids=1,2', {}, { query: { ids: [1, 2] } }],
  // Clients that encode a whole value send the commas of a list encoded.
  ['GET /typed?ids=1%2C2', {}, { query: { ids: [1, 2] } }],
  ['GET /typed?ids=', {}, { query: { ids: [] } }],
  ['GET /typed?flags=true&flags=false', {}, { query: { flags: [true, false] } }],
  ['GET /typed?ratio=1e-7', {}, { query: { ratio: 1e-7 } }],
  ['GET /typed?either=1', {}, { query: { either: 1 } }],
  ['GET /typed?either=1&either=2', {}, { query: { either: [1, 2] } }],
  ['GET /typed?level=2', {}, { query: { level: 2 } }],
  ['GET /typed?any=2', {}, { query: { any: '2' } }],
  ['GET /typed?referred=2', {}, { query: { referred: [2] } }],
  ['GET /ignored', { headers: { accept: '*/*' } }, {}],
];

describe('a request', () => {
  it.each(wellKnown)('%s with %j is read as %j', async (line, sent, call) => {
    const reply = await ask(line, sent);
    expect([reply.status, reply.json]).toEqual([200, call]);
    expect(reply.notes).toEqual([]);
  });
});

const refused: readonly [line: string, sent: Sent, detail: string][] = [
  ['GET /content?where=1', {}, 'query parameter where must be an object'],
  ['GET /content?where=%7B', {}, 'query parameter where must be JSON'],
  ['GET /content?where=%7B%7D', {}, 'query parameter where/x is required'],
  ['GET /content?where=1&where=2', {}, 'query parameter where was sent more than once'],
  ['GET /override?limit=x', {}, 'query parameter limit must be an integer'],
  ['GET /override?limit=1&limit=2', {}, 'query parameter limit was sent more than once'],
  ['GET /empty?strict=', {}, 'query parameter strict must be true or false'],
  ['GET /filter?a=x', {}, 'query parameter filter/a must be an integer'],
  ['GET /deep', {}, 'query parameter q is required'],
  ['GET /deep?q[size][y]=2', {}, 'query parameter q/size/x is required'],
  ['GET /typed?ids=1,x', {}, 'query parameter ids/1 must be an integer'],
  ['GET /typed?ids=1,2,3,4', {}, 'query parameter ids has 4 items; at most 3 are allowed'],
  ['GET /typed?level=3', {}, 'query parameter level must be one of 1, 2'],
  ['GET /typed?ref=1&ref=2', {}, 'query parameter ref has 2 items; at most 1 is allowed'],
];

describe('an invalid parameter', () => {
  it.each(refused)('%s with %j is refused: %s', async (line, sent, detail) => {
    expect(await ask(line, sent)).toMatchObject({ status: 422, json: { detail } });
  });

  it('is refused with 400 when its percent-encoding is invalid', async () => {
    expect(await ask('GET /typed?ids=%')).toMatchObject({ status: 400 });
  });

  it('is noted when the contract does not know its name', async () => {
    expect((await ask('GET /typed?ratoi=1')).notes).toEqual(['unknown query parameter ratoi; did you mean ratio?']);
  });
});

describe('names of depths without end', () => {
  it('are no parameter', async () => {
    const reply = await ask(`GET /deep?q[a]=1&q${'[a]'.repeat(10_000)}=2`);
    expect(reply.json).toEqual({ query: { q: { a: '1' } } });
  });
});
