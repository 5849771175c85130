import { describe, expect, it } from 'vitest';
import { asker, contractOf, echo, type Sent } from '../corpus/api.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const thing = {
  type: 'object',
  required: ['name'],
  properties: { name: text, size: integer, id: { type: 'integer', readOnly: true } },
};
const takes = (id: string, content: object, required = true) => ({
  post: echo(id, { requestBody: { required, content } }),
});

const contract = contractOf({
  '/json': takes('json', { 'application/json': { schema: thing } }),
  '/optional': takes('optional', { 'application/json': { schema: thing } }, false),
  '/vendor': takes('vendor', { 'application/vnd.corpus+json': { schema: thing } }),
  '/several': takes('several', {
    'application/json': { schema: thing },
    'text/plain': { schema: { type: 'string', maxLength: 5 } },
    'application/xml': { schema: thing },
    'image/*': {},
    'application/x-www-form-urlencoded': { schema: thing },
  }),
  '/any': takes('any', { '*/*': {} }),
  '/number': takes('number', { 'text/plain': { schema: integer } }),
  '/bytes': takes('bytes', { 'application/octet-stream': { schema: { type: 'string', maxLength: 4 } } }),
  '/files': takes('files', {
    'text/csv': { schema: { type: 'string', format: 'binary' } },
    'application/json': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } },
    'application/pdf': { schema: { type: 'string', contentEncoding: 'base64' } },
  }),
  '/none': { post: echo('none') },
  '/form': takes('form', {
    'application/x-www-form-urlencoded': {
      schema: {
        type: 'object',
        required: ['name'],
        properties: {
          name: text,
          size: integer,
          ids: { type: 'array', items: integer },
          tags: { type: 'array', items: text },
          where: { type: 'object', properties: { x: integer } },
          filter: { type: 'object', properties: { x: integer, in: { type: 'object', properties: { y: integer } } } },
          meta: { type: 'object', additionalProperties: text },
          expand: { type: 'array', items: text },
          url: text,
        },
      },
      encoding: {
        tags: { style: 'pipeDelimited', explode: false },
        filter: { style: 'deepObject', explode: true },
        meta: { contentType: 'application/json' },
        expand: { style: 'deepObject', explode: true },
        url: { allowReserved: false },
      },
    },
  }),
  '/parts': takes('parts', {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['name'],
        properties: {
          name: text,
          size: integer,
          tags: { type: 'array', items: text },
          where: { type: 'object', required: ['x'], properties: { x: integer } },
          places: { type: 'array', items: { type: 'object', required: ['x'], properties: { x: integer } } },
          photo: { type: 'string', format: 'binary' },
          photos: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } },
          note: text,
          data: { type: 'string', contentMediaType: 'application/octet-stream' },
          sheet: { type: 'string', contentMediaType: 'text/csv' },
        },
      },
      encoding: {
        data: { contentType: 'application/octet-stream' },
        photo: { contentType: 'image/png, image/jpeg' },
        note: { headers: { 'X-Level': { required: true, schema: integer } } },
      },
    },
  }),
});
const ask = asker(contract);

const as = (type: string, body: string | Uint8Array): Sent => ({ headers: { 'content-type': type }, body });
const form = (body: string): Sent => as('application/x-www-form-urlencoded', body);

/** A multipart form: the head of each part without its `Content-Disposition`, and its text. */
function parts(
  ...each: readonly (readonly [name: string, text: string, file?: string | undefined, head?: string])[]
): Sent {
  const texts = each.map(([name, content, file, head]) => {
    const fileName = file === undefined ? '' : `; filename="${file}"`;
    const more = head === undefined ? '' : `${head}\r\n`;
    return `--b\r\nContent-Disposition: form-data; name="${name}"${fileName}\r\n${more}\r\n${content}\r\n`;
  });
  return as('multipart/form-data; boundary=b', `${texts.join('')}--b--\r\n`);
}

const type = (mediaType: string): string => `Content-Type: ${mediaType}`;

const valid: readonly [path: string, sent: Sent, call: object][] = [
  ['/json', as('application/json; charset=utf-8', '{"name":"a"}'), { body: { name: 'a' } }],
  ['/json', as('application/vnd.x+json', '{"name":"a"}'), { body: { name: 'a' } }],
  ['/json', { body: '{"name":"a"}' }, { body: { name: 'a' } }],
  ['/optional', {}, {}],
  ['/vendor', as('application/vnd.corpus+json', '{"name":"a"}'), { body: { name: 'a' } }],
  ['/vendor', as('application/json', '{"name":"a"}'), { body: { name: 'a' } }],
  ['/several', as('text/plain', 'short'), { body: 'short' }],
  ['/several', as('text/plain; charset=iso-8859-1', new Uint8Array([0xe9])), { body: 'é' }],
  ['/several', form('name=a&size=3'), { body: { name: 'a', size: 3 } }],
  ['/several', as('image/png', 'png'), { body: 'png', files: [['', '', 'image/png', 3]] }],
  ['/any', as('application/json', '[1]'), { body: [1] }],
  ['/any', as('text/csv', 'a,b'), { body: 'a,b' }],
  ['/number', as('text/plain', '42'), { body: 42 }],
  [
    '/bytes',
    as('application/octet-stream', new Uint8Array([0, 255])),
    { body: '\u0000ÿ', files: [['', '', 'application/octet-stream', 2]] },
  ],
  ['/files', as('text/csv', 'é,b'), { body: 'é,b', files: [['', '', 'text/csv', 4]] }],
  ['/files', as('text/csv', new Uint8Array([0xe9])), { body: 'é', files: [['', '', 'text/csv', 1]] }],
  ['/files', as('application/json', '{"a":'), { body: '{"a":', files: [['', '', 'application/json', 5]] }],
  ['/files', as('application/pdf', '%PDF'), { body: '%PDF', files: [['', '', 'application/pdf', 4]] }],
  ['/none', {}, {}],
  ['/form', form('name=a+b&size=3'), { body: { name: 'a b', size: 3 } }],
  ['/form', form('name=a&ids=1&ids=2'), { body: { name: 'a', ids: [1, 2] } }],
  ['/form', form('name=a&ids[]=1&ids[]=2'), { body: { name: 'a', ids: [1, 2] } }],
  ['/form', form('name=a&url=a%3Ab+c'), { body: { name: 'a', url: 'a:b c' } }],
  ['/form', form('name=a&tags=x|y'), { body: { name: 'a', tags: ['x', 'y'] } }],
  ['/form', form('name=a&where=%7B%22x%22:1%7D'), { body: { name: 'a', where: { x: 1 } } }],
  ['/form', form('name=a&where[x]=1'), { body: { name: 'a', where: { x: 1 } } }],
  ['/form', form('name=a&filter[x]=1&filter[in][y]=2'), { body: { name: 'a', filter: { x: 1, in: { y: 2 } } } }],
  ['/form', form('name=a&meta=%7B%22k%22:%22v%22%7D'), { body: { name: 'a', meta: { k: 'v' } } }],
  ['/form', form('name=a&expand[0]=x&expand[1]=y'), { body: { name: 'a', expand: ['x', 'y'] } }],
  ['/form', form('name=a&filter=&where=%7B%7D'), { body: { name: 'a', filter: {}, where: {} } }],
  ['/parts', parts(['name', 'a'], ['size', '3']), { body: { name: 'a', size: 3 } }],
  ['/parts', parts(['name', 'a'], ['tags', 'x'], ['tags', 'y']), { body: { name: 'a', tags: ['x', 'y'] } }],
  ['/parts', parts(['name', 'a'], ['tags', 'x']), { body: { name: 'a', tags: ['x'] } }],
  [
    '/parts',
    parts(['name', 'a'], ['where', '{"x":1}', undefined, type('application/json')]),
    { body: { name: 'a', where: { x: 1 } } },
  ],
  ['/parts', parts(['name', 'a'], ['where', '{"x":1}']), { body: { name: 'a', where: { x: 1 } } }],
  [
    '/parts',
    parts(['name', 'a'], ['where', '{"x":1}', 'blob', type('application/json')]),
    { body: { name: 'a', where: { x: 1 } }, files: [['where', 'blob', 'application/json', 7]] },
  ],
  [
    '/parts',
    parts(['name', 'a'], ['places', '{"x":1}'], ['places', '{"x":2}']),
    { body: { name: 'a', places: [{ x: 1 }, { x: 2 }] } },
  ],
  ['/parts', parts(['name', 'a'], ['places', '[{"x":1}]']), { body: { name: 'a', places: [{ x: 1 }] } }],
  [
    '/parts',
    parts(['name', 'a'], ['photo', 'png', 'a.png', type('image/png')]),
    { body: { name: 'a', photo: 'png' }, files: [['photo', 'a.png', 'image/png', 3]] },
  ],
  [
    '/parts',
    parts(['name', 'a'], ['photos', 'one', '1.png'], ['photos', 'second', '2.png']),
    {
      body: { name: 'a', photos: ['one', 'second'] },
      files: [
        ['photos/0', '1.png', 'text/plain', 3],
        ['photos/1', '2.png', 'text/plain', 6],
      ],
    },
  ],
  [
    '/parts',
    parts(['name', 'é', 'name.txt', type('text/plain')], ['size', '3', 'size.txt', type('text/plain')]),
    {
      body: { name: 'é', size: 3 },
      files: [
        ['name', 'name.txt', 'text/plain', 2],
        ['size', 'size.txt', 'text/plain', 1],
      ],
    },
  ],
  [
    '/parts',
    parts(['name', 'a'], ['data', 'x', 'x.txt', type('text/plain')]),
    { body: { name: 'a', data: 'x' }, files: [['data', 'x.txt', 'text/plain', 1]] },
  ],
  [
    '/parts',
    parts(['name', 'a'], ['sheet', 'é,b', 'x.csv', type('application/vnd.ms-excel')]),
    { body: { name: 'a', sheet: 'é,b' }, files: [['sheet', 'x.csv', 'application/vnd.ms-excel', 4]] },
  ],
  ['/parts', parts(['name', 'a'], ['photo', '', '', type('application/octet-stream')]), { body: { name: 'a' } }],
  ['/parts', parts(['name', 'a'], ['note', 'n', undefined, 'X-Level: 3']), { body: { name: 'a', note: 'n' } }],
];

describe('a body', () => {
  it.each(valid)('of %s, %j, is read as %j', async (path, sent, call) => {
    const reply = await ask(`POST ${path}`, sent);
    expect([reply.status, reply.json]).toEqual([200, call]);
    expect(reply.notes).toEqual([]);
  });

  it.each<[string, Sent, string]>([
    ['/several', as('application/xml', '<name/>'), 'XML body not checked'],
    ['/json', as('application/json', '{"name":"a","id":1}'), 'property id is read-only'],
    ['/json', as('application/json', '{"name":"a","sise":1}'), 'unknown property sise; did you mean size?'],
    ['/form', form('name=a&nmae=b'), 'unknown property nmae'],
  ])('of %s, %j, is tolerated: %s', async (path, sent, note) => {
    const reply = await ask(`POST ${path}`, sent);
    expect(reply.status).toBe(200);
    expect(reply.notes).toEqual([note]);
  });

  it.each<[string, Sent, status: number, detail: string]>([
    ['/json', {}, 422, 'request body is required'],
    ['/json', as('application/json', '{}'), 422, 'name is required'],
    ['/json', as('application/json', '{'), 400, expect.stringContaining('not valid JSON') as string],
    ['/json', as('text/plain', '{}'), 415, 'request body has the Content-Type text/plain; send application/json'],
    ['/several', as('text/plain', 'longer'), 422, 'request body must have at most 5 characters'],
    ['/several', as('video/mp4', 'x'), 415, expect.stringContaining('image/*') as string],
    ['/several', as('text/plain; charset=x-none', 'x'), 415, expect.stringContaining('charset') as string],
    ['/several', form('size=3'), 422, 'name is required'],
    ['/number', as('text/plain', 'x'), 422, 'request body must be an integer'],
    ['/bytes', as('application/octet-stream', '12345'), 422, 'request body must have at most 4 characters'],
    ['/none', as('application/json', '{}'), 415, 'request body is not accepted here; send none'],
    ['/form', form('name=a&name=b'), 422, 'name was sent more than once'],
    ['/form', form('name=a&where=x'), 422, 'where must be JSON'],
    ['/form', form('name=a&filter[x]=y'), 422, 'filter.x must be an integer'],
    ['/form', form('name=a&url=a:b'), 422, 'url must have its reserved characters percent-encoded'],
    ['/form', form('name=%'), 400, 'request body is not valid percent-encoding'],
    ['/parts', parts(['size', '3']), 422, 'name is required'],
    ['/parts', parts(['name', 'a'], ['name', 'b']), 422, 'name was sent more than once'],
    ['/parts', parts(['name', 'a'], ['where', 'x']), 422, 'where must be JSON'],
    ['/parts', parts(['name', 'a'], ['where', '{}']), 422, 'where.x is required'],
    [
      '/parts',
      parts(['name', 'a'], ['photo', 'gif', 'a.gif', type('image/gif')]),
      422,
      'photo must be of the media type image/png or image/jpeg, not image/gif',
    ],
    ['/parts', parts(['name', 'a'], ['note', 'n']), 422, 'note needs the header X-Level'],
    [
      '/parts',
      parts(['name', 'a'], ['note', 'n', undefined, 'X-Level: x']),
      422,
      'note has a header X-Level that must be an integer',
    ],
    ['/parts', as('multipart/form-data', 'x'), 400, 'request body is not a valid multipart form; check its boundary'],
  ])('of %s, %j, is refused with %i: %s', async (path, sent, status, detail) => {
    expect(await ask(`POST ${path}`, sent)).toMatchObject({ status, json: { detail } });
  });

  it('of a media type that is not accepted names those that are', async () => {
    const { headers } = await ask('POST /json', as('text/plain', '{}'));
    expect(headers['accept']).toBe('application/json');
  });
});
