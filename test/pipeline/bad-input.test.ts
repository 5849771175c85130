import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exchange, request, responses, send } from '../helpers/raw.ts';
import { wordsOf } from '../helpers/refusals.ts';
import { bearer, databases, form, json, key, useServer } from '../helpers/server.ts';

const server = useServer();

const create = (body: string | Uint8Array, ...headers: string[]) =>
  send(server.url, `POST ${databases}`, [bearer, ...headers], body);

const limit = 1_048_576;
const sized = (bytes: number): string => '{"name":"new-db"}'.padEnd(bytes, ' ');

const nested = (value: string): string =>
  `{"name":"new-db","note":${'['.repeat(100_000)}${value}${']'.repeat(100_000)}}`;

const createLambda = (body: string) => send(server.url, 'POST /backend/create_lambda_instance', [key, json], body);

describe('a compressed body', () => {
  it.each([
    ['POST', databases, bearer, 'turso', '{"name":"new-db"}'],
    ['DELETE', '/backend/user_files', key, 'lambda', 'id=2'],
  ] as const)('of %s %s: 415 that names its coding', async (method, path, credential, api, body) => {
    const headers = [credential, 'Content-Encoding: gzip', form];
    const response = await send(server.url, `${method} ${path}`, headers, gzipSync(body));
    expect(response.status).toBe(415);
    expect(response.headers['accept-encoding']).toBe('identity');
    expect(wordsOf(api, response)).toBe('request body has the Content-Encoding gzip; send it without one');
  });

  it('that says it is not compressed is read', async () => {
    expect((await create('{"name":"new-db"}', json, 'Content-Encoding: identity')).status).toBe(200);
  });
});

describe('a JSON body that is none', () => {
  it.each([
    ['is cut off', '{"name":'],
    ['is a form', 'name=new-db'],
    ['is two values', '{"name":"a"}{"name":"b"}'],
    ['has a trailing comma', '{"name":"new-db",}'],
    ['has a comment', '{"name":"new-db"} // new'],
    ['has single quotes', "{'name':'new-db'}"],
    ['has a number that JSON has not', '{"name":NaN}'],
    ['has a raw line break in a string', '{"name":"new\ndb"}'],
    ['escapes half of a surrogate pair', String.raw`{"name":"new-db","note":"\ud83d"}`],
    ['escapes the other half, in a name', String.raw`{"name":"new-db","\uDE00":1}`],
    ['escapes two first halves', String.raw`{"name":"new-db","note":"\ud83d\ud83d\uDE00"}`],
    ['escapes half of a pair beside deep nesting', nested(String.raw`"\ud83d"`)],
  ])('%s: 400', async (_what, body) => {
    const response = await create(body, json);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toMatch(/^request body is not valid JSON: ./);
  });

  it.each([
    ['is empty', '', 'request body is required; send JSON'],
    ['is blank', ' \r\n\t ', 'request body is empty; send JSON'],
    ['is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'request body is not valid UTF-8'],
    ['is Latin-1', Buffer.from('{"name":"é"}', 'latin1'), 'request body is not valid UTF-8'],
    ['is an overlong encoding', Buffer.from([0xc0, 0xaf]), 'request body is not valid UTF-8'],
    ['is UTF-16', Buffer.from('\uFEFF{"name":"new-db"}', 'utf16le'), 'request body is not valid UTF-8'],
  ])('%s: 400', async (_what, body, words) => {
    const response = await create(body, json);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toBe(words);
  });
});

it.each([
  ['a surrogate pair', String.raw`"\ud83d\uDE00\\"`],
  ['a backslash before what looks like half of one', String.raw`"\\ud83d"`],
])('a JSON body that escapes %s is taken', async (_what, note) => {
  expect((await create(`{"name":"new-db","note":${note}}`, json)).status).toBe(200);
});

describe('a JSON body that does not fit', () => {
  it.each([
    ['[]', 'request body must be an object'],
    ['"new-db"', 'request body must be an object'],
    ['5', 'request body must be an object'],
    ['true', 'request body must be an object'],
    ['null', 'request body must be an object'],
    ['{}', 'name is required'],
    ['{"label":"new-db"}', 'name is required'],
    ['{"name":5}', 'name must be a string'],
    ['{"name":null}', 'name must be a string'],
    ['{"name":["new-db"]}', 'name must be a string'],
    ['{"name":""}', 'name must be between 1 and 32 characters long'],
    [JSON.stringify({ name: 'a'.repeat(33) }), 'name must be between 1 and 32 characters long'],
    ['{"name":"-db"}', 'name cannot start or end with a hyphen'],
    ['{"name":"db-"}', 'name cannot start or end with a hyphen'],
    ['{"name":"My_DB"}', 'name can only contain lowercase letters, numbers, and hyphens'],
    [String.raw`{"name":"\ud800"}`, 'name can only contain lowercase letters, numbers, and hyphens'],
    ['{"name":"new-db","image":"beta"}', 'image must be one of latest, canary'],
    ['{"name":"new-db","image":5}', /^image must be a string/],
    ['{"name":"new-db","group":""}', 'group must not be empty'],
  ])('%s: 400 in the words of the service, or with the place', async (body, words) => {
    const response = await create(body, json);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toMatch(words instanceof RegExp ? words : exactly(words));
  });

  it.each([
    ['{"location":"ORD"}', 'invalid location: ORD'],
    ['{"location":""}', 'invalid location: '],
    ['{"location":"\u001b[2J"}', 'request body is not valid JSON'],
    [String.raw`{"location":"\u001b[2J"}`, 'invalid location: \u001b[2J'],
    [String.raw`{"location":"\ud800"}`, 'invalid location: \ud800'],
    ['{"location":7}', 'location must be a string'],
    ['{"image":"latest"}', 'location is required'],
  ])('%j, where an instance is asked for: 400', async (body, words) => {
    const response = await send(server.url, `POST ${databases}/my-db/instances`, [bearer, json], body);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toContain(words);
  });

  const whole = {
    instance_name: 'My first Lambda Instance',
    master_name: 'lambda-master',
    slaves: 1,
    vcpus_master: 4,
    vcpus_slave: 4,
    ram_master: 4096,
    ram_slave: 4096,
    disk_master: 40,
    disk_slave: 40,
    ip_allocation: 'master',
    network_request: 1,
    project_name: 'lambda.grnet.gr',
  };

  it.each([
    [{ slaves: undefined }, 'slaves is required'],
    [{ slaves: '1' }, 'slaves must be an integer'],
    [{ slaves: 1.5 }, 'slaves must be an integer'],
    [{ slaves: 0 }, 'slaves must be at least 1'],
    [{ slaves: 2 ** 31 }, 'slaves must be a valid int32'],
    [{ ip_allocation: 'some' }, 'ip_allocation must be one of none, master, all'],
    [{ instance_name: 'n'.repeat(101) }, 'instance_name must have at most 100 characters'],
    [{ slaves: 0, master_name: '' }, 'slaves must be at least 1; master_name must not be empty'],
  ])('%j, where a lambda instance is asked for: 400 with the place', async (wrong, words) => {
    const response = await createLambda(JSON.stringify({ ...whole, ...wrong }));
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)?.split('; ').toSorted()).toEqual(words.split('; ').toSorted());
  });

  it('{}, where much is required: 400 with the first places and the number of the others', async () => {
    const response = await createLambda('{}');
    expect(wordsOf('lambda', response)).toBe(
      'instance_name is required; master_name is required; slaves is required; vcpus_master is required; ' +
        'vcpus_slave is required; and 7 more',
    );
  });

  it('a number beyond all numbers: 400', async () => {
    const response = await createLambda(JSON.stringify({ ...whole, slaves: 7 }).replace(':7', ':1e999'));
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toMatch(/^slaves must be/);
  });
});

describe('a body that is odd but can be read', () => {
  const body = '{"name":"new-db"}';

  it.each([
    ['no type', []],
    ['an empty type', ['Content-Type:']],
    ['a type that is none', ['Content-Type: ???']],
    ['half a type', ['Content-Type: json']],
    ['only a semicolon', ['Content-Type: ;']],
    ['the type of a form', [form]],
    ['the type of a multipart form', ['Content-Type: multipart/form-data; boundary=cut']],
    ['the type of text', ['Content-Type: text/plain;charset=UTF-8']],
    ['a type of JSON with a parameter', ['Content-Type: application/json; charset=utf-8']],
    ['a type that extends JSON', ['Content-Type: application/problem+json']],
    ['the type in capitals', ['CONTENT-TYPE: APPLICATION/JSON']],
  ])('with %s is read as JSON', async (_what, headers) => {
    expect((await create(body, ...headers)).status).toBe(200);
  });

  it('with a byte order mark is read without it', async () => {
    expect((await create(`\uFEFF${body}`, json)).status).toBe(200);
  });

  it('with a key twice is read as JavaScript reads it: the last one counts', async () => {
    expect((await create('{"name":5,"name":"new-db"}', json)).status).toBe(200);
    expect((await create('{"name":"new-db","name":5}', json)).status).toBe(400);
  });

  it('with deep nesting in a property that is not known is taken', async () => {
    const deep = `{"name":"new-db","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await create(deep, json)).status).toBe(200);
    expect(server.exchanges.at(-1)?.notes).toEqual(['unknown property deep']);
  });

  it('with properties and parameters that are not known is taken, and they are noted', async () => {
    const response = await send(
      server.url,
      `POST ${databases}?dry_run=1&dry_run=2`,
      [bearer, json],
      '{"name":"new-db","nickname":"ord"}',
    );
    expect(response.status).toBe(200);
    expect(server.exchanges.at(-1)?.notes).toEqual([
      'unknown query parameter dry_run, sent 2 times',
      'unknown property nickname',
    ]);
  });

  it('where none is expected is ignored, and noted', async () => {
    const response = await send(
      server.url,
      'DELETE /v1/organizations/my-org/databases/my-db',
      [bearer, json],
      '{"force":',
    );
    expect(response.status).toBe(200);
    expect(server.exchanges.at(-1)?.notes).toEqual(['request body ignored']);
  });

  it('with the names of what every object has changes no object', async () => {
    const hostile =
      '{"name":"new-db","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}';
    expect((await create(hostile, json)).status).toBe(200);
    expect(server.exchanges.at(-1)?.notes).toEqual([
      'unknown property __proto__',
      'unknown property constructor',
      'unknown property toString',
    ]);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('in pieces is read whole', async () => {
    const chunked = request(`POST ${databases}`, [bearer, json, 'Transfer-Encoding: chunked']);
    const [response] = responses(
      await exchange(server.url, chunked, '9\r\n{"name":"\r\n', '8\r\nnew-db"}\r\n', '0\r\n\r\n'),
    );
    expect(response?.status).toBe(200);
  });
});

describe('a large body', () => {
  it('of one mebibyte is read', async () => {
    expect((await create(sized(limit), json)).status).toBe(200);
  });

  it.each([limit + 1, 2 * limit])('of %i bytes: 413, and the sender hears it', async (bytes) => {
    const response = await create(sized(bytes), json);
    expect(response.status).toBe(413);
    expect(wordsOf('turso', response)).toBe('request body is larger than 1048576 bytes');
  });

  it('of two mebibytes that does not say so: 413, and the sender hears it', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const chunked = request('POST /backend/create_lambda_instance', [key, json, 'Transfer-Encoding: chunked']);
    const [response] = responses(await exchange(server.url, chunked, ...Array<string>(32).fill(chunk), '0\r\n\r\n'));
    expect(response?.status).toBe(413);
    expect(wordsOf('lambda', response!)).toBe('request body is larger than 1048576 bytes');
  });

  it('leaves the connection to the next request', async () => {
    const large = request(`POST ${databases}`, [bearer, json, 'Connection: keep-alive'], sized(2 * limit));
    const next = request('GET /v1/locations', [bearer]);
    const found = responses(await exchange(server.url, large, next));
    expect(found.map(({ status }) => status)).toEqual([413, 200]);
  });

  it('goes before a credential: 413 whoever asks', async () => {
    expect((await send(server.url, `POST ${databases}`, [json], sized(limit + 1))).status).toBe(413);
  });
});

function exactly(words: string): RegExp {
  return new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`, 'u');
}
