import { bearer, key } from '../../helpers/server.ts';
import {
  answered,
  any,
  ask,
  askTurso,
  create,
  databases,
  type Entry,
  head,
  latin1,
  locations,
  ok,
  problem,
  turso,
  unreadable,
} from '../entry.ts';

const line = `GET ${locations} HTTP/1.1`;

const lines: readonly Entry[] = [
  ...[
    ['a word', head('GARBAGE')],
    ['a method alone', head('GET')],
    ['a lower-case method', head(`get ${locations} HTTP/1.1`, 'Host: x')],
    ['a method that nobody has', head(`FETCH ${locations} HTTP/1.1`, 'Host: x')],
    ['a version that is none', head(`GET ${locations} HTTP/1.10`, 'Host: x')],
    ['a version in lower case', head(`GET ${locations} http/1.1`, 'Host: x')],
    ['a version of another protocol', head(`GET ${locations} SIP/2.0`, 'Host: x')],
    ['a version to come', head(`GET ${locations} HTTP/3.7`, 'Host: x')],
    ['tabs for blanks', head(`GET\t${locations}\tHTTP/1.1`, 'Host: x')],
    ['a blank in the target', head('GET /v1/ locations HTTP/1.1', 'Host: x')],
    ['a line break in the target', head('GET /v1/\nlocations HTTP/1.1', 'Host: x')],
    ['lines that end in LF', `${line}\nHost: x\n${bearer}\n\n`],
    ['lines that end in CR', `${line}\rHost: x\r${bearer}\r\r`],
    ['a response', head('HTTP/1.1 200 OK', 'Content-Length: 0')],
    ['a header line that goes on in the next', head(line, 'Host: x', bearer, 'X: a\r\n b')],
    ['a blank before the first header', head(line, ' Host: x', bearer)],
    ['a blank before a colon', head(line, 'Host: x', bearer, 'X : y')],
    ['a header without a colon', head(line, 'Host: x', bearer, 'broken')],
    ['a header without a name', head(line, 'Host: x', bearer, ': y')],
    ['a header with brackets in its name', head(line, 'Host: x', bearer, 'X(Y): z')],
    ['a NUL in a header', head(line, 'Host: x', bearer, 'X: a\0b')],
    ['a NUL in the name of a header', head(line, 'Host: x', bearer, 'X\0: b')],
    ['a CR in a header', head(line, 'Host: x', bearer, 'X: a\rb')],
    ['an escape character in a header', head(line, 'Host: x', bearer, 'X: \u001b[2J')],
    ['a control character in the target', head('GET /v1/\u001b[2J HTTP/1.1', 'Host: x')],
    ['a NUL in the target', head('GET /v1/\0 HTTP/1.1', 'Host: x')],
    ['the greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ].map(([name = '', bytes = '']): Entry => ({ name, bytes: latin1(bytes), ...unreadable })),
  {
    name: 'a target in raw UTF-8',
    bytes: Buffer.from(head('GET /v1/é HTTP/1.1', 'Host: x')),
    answers: [any(400, 404)],
    after: 'either',
  },
  {
    name: 'a target of bytes that are no UTF-8',
    bytes: latin1(head('GET /v1/\xff HTTP/1.1', 'Host: x')),
    answers: [any(400, 404)],
    after: 'either',
  },
  {
    name: 'two blanks in the first line',
    bytes: head(`GET  ${locations} HTTP/1.1`, 'Host: x', bearer),
    answers: [any(200, 400)],
    after: 'either',
  },
  {
    name: 'HTTP/2.0 in the words of HTTP/1.1',
    bytes: head(`GET ${locations} HTTP/2.0`, 'Host: x', bearer),
    answers: [any(200, 400, 505)],
    after: 'closed',
  },
  {
    name: 'HTTP/1.2',
    bytes: head(`GET ${locations} HTTP/1.2`, 'Host: x', bearer),
    answers: [any(200, 400, 505)],
    after: 'either',
  },
  { name: 'empty lines before a request', bytes: `\r\n\r\n\r\n${head(line, 'Host: x', bearer)}`, ...answered(ok) },
  {
    name: 'the greeting of TLS',
    bytes: Uint8Array.from([0x16, 3, 1, 0, 0xa5, 1, 0, 0, 0xa1, 3, 3, ...Array<number>(32).fill(0x55)]),
    ...unreadable,
  },
  { name: 'the greeting of SSH', bytes: 'SSH-2.0-OpenSSH_9.6\r\n', ...unreadable },
  { name: 'a thousand NULs', bytes: Buffer.alloc(1_000), ...unreadable },
  { name: 'all bytes there are', bytes: Uint8Array.from({ length: 256 }, (_, index) => 255 - index), ...unreadable },
];

const odd: readonly Entry[] = [
  {
    name: 'bytes above ASCII in a header',
    bytes: latin1(head(line, 'Host: x', bearer, 'X: \xff\xfe\x80')),
    ...answered(ok),
  },
  { name: 'a header without a value', bytes: head(line, 'Host: x', bearer, 'X:'), ...answered(ok) },
  {
    name: 'headers named as what every object has',
    bytes: askTurso(`GET ${locations}`, [
      '__proto__: {"polluted":1}',
      'constructor: x',
      'prototype: x',
      'toString: x',
      'hasOwnProperty: x',
    ]),
    ...answered(ok),
  },
  {
    name: 'a hundred headers',
    bytes: askTurso(
      `GET ${locations}`,
      Array.from({ length: 100 }, (_, index) => `X-${index}: y`),
    ),
    ...answered(ok),
  },
  {
    name: 'a header of 15,000 characters',
    bytes: askTurso(`GET ${locations}`, [`X: ${'x'.repeat(15_000)}`]),
    ...answered(ok),
  },
  {
    name: 'a token of 15,000 characters',
    bytes: ask(`GET ${locations}`, [`Authorization: Bearer ${'x'.repeat(15_000)}`]),
    ...answered(turso(401)),
  },
  {
    name: 'a token of dots',
    bytes: ask(`GET ${locations}`, [`Authorization: Bearer ${'.'.repeat(15_000)}`]),
    ...answered(turso(401)),
  },
  {
    name: 'a token whose claims are no JSON',
    bytes: ask(`GET ${locations}`, ['Authorization: Bearer a.b.c']),
    ...answered(turso(401)),
  },
  { name: 'two tokens', bytes: ask(`GET ${locations}`, [bearer, bearer]), ...answered(turso(400)) },
  { name: 'two keys', bytes: ask('GET /backend/lambda-instances', [key, key]), answers: [any(400)], after: 'served' },
  ...(
    [
      ['a header of 20,000 characters', [`X: ${'x'.repeat(20_000)}`]],
      ['a name of a header of 20,000 characters', [`${'x'.repeat(20_000)}: y`]],
      ['a header of a mebibyte', [`X: ${'x'.repeat(1_048_576)}`]],
      ['headers of 60 kB in all', Array.from({ length: 60 }, (_, index) => `X-${index}: ${'y'.repeat(1_000)}`)],
    ] as const
  ).map(([name, headers]): Entry => ({
    name,
    bytes: askTurso(`GET ${locations}`, headers),
    answers: [problem(431)],
    orClosed: true,
    after: 'closed',
  })),
  {
    name: 'ten thousand headers',
    bytes: askTurso(`GET ${locations}`, Array<string>(10_000).fill('X: y')),
    answers: [problem(431)],
    orClosed: true,
    after: 'closed',
  },
  {
    name: 'two thousand headers',
    bytes: askTurso(`GET ${locations}`, Array<string>(2_000).fill('X: y')),
    answers: [any(200, 431)],
    after: 'either',
  },
];

const hosts: readonly Entry[] = [
  ...(
    [
      ['none', []],
      ['two', ['Host: a', 'Host: b']],
      ['the same twice', ['Host: a', 'Host: a']],
      ['one with a blank in it', ['Host: a b']],
      ['one with a path', ['Host: a/b']],
      ['one with a user', ['Host: a@b']],
      ['two in one', ['Host: a, b']],
      ['one with a port that is none', ['Host: a:b']],
    ] as const
  ).map(([name, given]): Entry => ({
    name: `a host: ${name}`,
    bytes: head(line, ...given, bearer),
    answers: [any(400)],
    after: 'either',
  })),
  ...['', 'x', 'X.Example:80', '127.0.0.1', '[::1]:4010', 'a_b', 'xn--a', '%41'].map((host): Entry => ({
    name: `a host: ${JSON.stringify(host)}`,
    bytes: head(line, `Host: ${host}`, bearer),
    ...answered(ok),
  })),
  { name: 'HTTP/1.0 without a host', bytes: head(`GET ${locations} HTTP/1.0`, bearer), answers: [ok], after: 'closed' },
  {
    name: 'HTTP/1.0 that goes on',
    bytes: head(`GET ${locations} HTTP/1.0`, bearer, 'Connection: keep-alive'),
    answers: [ok],
    after: 'either',
  },
  {
    name: 'HTTP/1.0 with a body',
    bytes: `${head(`POST ${databases} HTTP/1.0`, bearer, 'Content-Length: 17')}{"name":"new-db"}`,
    answers: [ok],
    after: 'closed',
  },
  {
    name: 'HTTP/0.9',
    bytes: `GET ${locations}\r\n\r\n`,
    answers: [any(200, 400, 401)],
    orClosed: true,
    after: 'closed',
  },
];

const wishes: readonly Entry[] = [
  {
    name: 'Expect: 100-continue with the body behind it',
    bytes: create('{"name":"new-db"}', 'Expect: 100-continue'),
    ...answered(ok),
  },
  {
    name: 'Expect: 100-continue without a body',
    bytes: askTurso(`GET ${locations}`, ['Expect: 100-continue']),
    ...answered(ok),
  },
  {
    name: 'Expect: 100-continue in HTTP/1.0',
    bytes: `${head(`POST ${databases} HTTP/1.0`, bearer, 'Expect: 100-continue', 'Content-Length: 17')}{"name":"new-db"}`,
    answers: [ok],
    after: 'closed',
  },
  {
    name: 'an expectation that nobody knows',
    bytes: askTurso(`GET ${locations}`, ['Expect: tea']),
    answers: [any(200, 417)],
    after: 'either',
  },
  {
    name: 'an upgrade to WebSocket',
    bytes: ask(`GET ${locations}`, [
      bearer,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
    ]),
    answers: [any(200, 426)],
    after: 'either',
  },
  {
    name: 'an upgrade to HTTP/2',
    bytes: ask(`GET ${locations}`, [
      bearer,
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABkAAQAAP__',
    ]),
    answers: [ok],
    after: 'either',
  },
  {
    name: 'an upgrade with a body',
    bytes: create('{"name":"new-db"}', 'Connection: Upgrade', 'Upgrade: h2c'),
    answers: [ok],
    after: 'either',
  },
  {
    name: 'CONNECT to another machine',
    bytes: head('CONNECT example.org:443 HTTP/1.1', 'Host: example.org:443'),
    answers: [any(400, 404, 405, 501)],
    orClosed: true,
    after: 'closed',
  },
  {
    name: 'CONNECT to a path',
    bytes: head(`CONNECT ${locations} HTTP/1.1`, 'Host: x', bearer),
    answers: [any(400, 404, 405, 501)],
    orClosed: true,
    after: 'closed',
  },
  {
    name: 'OPTIONS of the whole server',
    bytes: ask('OPTIONS *'),
    methods: ['OPTIONS'],
    answers: [any(200, 204)],
    after: 'served',
  },
  { name: 'GET of the whole server', bytes: ask('GET *'), answers: [problem(400, 404)], after: 'either' },
  { name: 'TRACE', bytes: askTurso(`TRACE ${locations}`), ...answered(turso(405)) },
  { name: 'TRACE of a page', bytes: ask('TRACE /'), answers: [any(404, 405)], after: 'served' },
  ...['PROPFIND', 'M-SEARCH', 'PURGE', 'QUERY', 'SOURCE', 'LINK'].map((method): Entry => ({
    name: `the method ${method}`,
    bytes: askTurso(`${method} ${locations}`),
    ...answered(turso(405)),
  })),
  {
    name: 'HEAD of a refusal',
    bytes: askTurso(`HEAD ${databases}/no-db`),
    methods: ['HEAD'],
    answers: [any(404)],
    after: 'served',
  },
  {
    name: 'HEAD of what is not HTTP',
    bytes: head(`HEAD ${locations} HTTP/1.1`, 'Host: x', 'broken'),
    answers: [problem(400)],
    after: 'closed',
  },
  {
    name: 'Connection: close, keep-alive',
    bytes: head(line, 'Host: x', bearer, 'Connection: close, keep-alive'),
    answers: [ok],
    after: 'closed',
  },
  {
    name: 'Connection: authorization',
    bytes: head(line, 'Host: x', bearer, 'Connection: authorization, host'),
    answers: [ok],
    after: 'served',
  },
  { name: 'a range of an answer', bytes: askTurso(`GET ${locations}`, ['Range: bytes=0-3']), ...answered(ok) },
  {
    name: 'a condition on an answer',
    bytes: askTurso(`GET ${locations}`, ['If-None-Match: *', 'If-Match: "x"', 'If-Modified-Since: nonsense']),
    ...answered(ok),
  },
  {
    name: 'a preference of 10,000 parts',
    bytes: askTurso(`GET ${locations}`, [`Prefer: ${Array<string>(5_000).fill('a').join(',')}`]),
    ...answered(ok),
  },
  {
    name: 'a preference that is none',
    // A preference that cannot be read is ignored (RFC 7240, section 2).
    bytes: askTurso(`GET ${locations}`, ['Prefer: =;,=,;code=']),
    ...answered(turso(200)),
  },
];

/** First lines and headers. */
export const heads: readonly Entry[] = [...lines, ...odd, ...hosts, ...wishes];
