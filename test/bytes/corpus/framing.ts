import { bearer, json } from '../../helpers/server.ts';
import {
  answered,
  any,
  ask,
  askTurso,
  create,
  databases,
  type Entry,
  head,
  lambda,
  latin1,
  locations,
  ok,
  problem,
  turso,
  unreadable,
} from '../entry.ts';

const post = [`POST ${databases} HTTP/1.1`, 'Host: x', bearer];
const body = '{"name":"new-db"}';

/** A request that two readers may take for two: what follows it must never be read as one of its own. */
const hidden = head(`GET ${locations} HTTP/1.1`, 'Host: x', bearer);

const chunked = (coding: string): string => head(...post, coding) + `0\r\n\r\n`;
const inChunks = (...chunks: string[]): string => head(...post, json, 'Transfer-Encoding: chunked') + chunks.join('');

/** How long a body is, said in ways that two readers may understand differently. */
const lengths: readonly Entry[] = [
  ...['CL.TE', 'TE.CL'].map((name, index): Entry => {
    const both = ['Content-Length: 6', 'Transfer-Encoding: chunked'];
    return {
      name: `a length and chunks, ${name}`,
      bytes: head(...post, ...(index === 0 ? both : both.toReversed())) + '0\r\n\r\n' + hidden,
      ...unreadable,
    };
  }),
  ...['2', '3', '02', ''].map((other): Entry => ({
    name: `two lengths, 2 and ${JSON.stringify(other)}`,
    bytes: `${head(...post, 'Content-Length: 2', `Content-Length: ${other}`)}{}${hidden}`,
    ...unreadable,
  })),
  ...[
    '2, 2',
    '2,3',
    '+2',
    '-2',
    '-0',
    '0x2',
    '2 3',
    '2.0',
    '2e0',
    '٢',
    '',
    '99999999999999999999',
    '18446744073709551618',
  ].map((length): Entry => ({
    name: `a length of ${JSON.stringify(length)}`,
    bytes: `${head(...post, `Content-Length: ${length}`)}{}`,
    ...unreadable,
  })),
  { name: 'a length with zeros before it', bytes: `${head(...post, 'Content-Length: 0017')}${body}`, ...answered(ok) },
  {
    name: 'a length with blanks around it',
    bytes: `${head(...post, 'Content-Length: \t 17 \t')}${body}`,
    ...answered(ok),
  },
  { name: 'a length before a blank and a colon', bytes: `${head(...post, 'Content-Length : 2')}{}`, ...unreadable },
  {
    name: 'a length of a GET, and a request as its body',
    bytes: `${head(`GET ${locations} HTTP/1.1`, 'Host: x', bearer, `Content-Length: ${hidden.length}`)}${hidden}`,
    ...answered(ok),
  },
  {
    name: 'no length, and a body all the same',
    bytes: `${head(...post)}{}`,
    answers: [turso(400), problem(400)],
    after: 'closed',
  },
];

const codings: readonly Entry[] = [
  ...[
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding: identity',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding: chunked, chunked',
    'Transfer-Encoding: chunked, gzip',
    'Transfer-Encoding: gzip',
    'Transfer-Encoding: "chunked"',
    'Transfer-Encoding: chunked;q=1',
    'Transfer-Encoding: chunked\v',
    'Transfer-Encoding:',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked, x',
    'Transfer-Encoding : chunked',
    'Transfer-Encoding\t: chunked',
    'Transfer-Encoding: \r\n chunked',
    'Transfer-Encoding:\n chunked',
    'X: y\nTransfer-Encoding: chunked',
    'X: y\rTransfer-Encoding: chunked',
    'X: \0Transfer-Encoding: chunked',
    ' Transfer-Encoding: chunked',
  ].map((coding): Entry => ({
    name: `the coding ${JSON.stringify(coding)}`,
    bytes: chunked(coding) + hidden,
    answers: [any(400, 501)],
    after: 'closed',
  })),
  ...['Transfer-Encoding: CHUNKED', 'transfer-encoding:chunked', 'Transfer-Encoding: \t chunked'].map(
    (coding): Entry => ({
      name: `the coding ${JSON.stringify(coding)}`,
      bytes: chunked(coding),
      ...answered(turso(400)),
    }),
  ),
  {
    name: 'a coding that is no more than chunks once undone',
    bytes: chunked('Transfer-Encoding: gzip, chunked'),
    answers: [any(400, 501)],
    after: 'either',
  },
  {
    name: 'a coding with a tab behind it',
    bytes: chunked('Transfer-Encoding: chunked\t'),
    answers: [any(400)],
    after: 'either',
  },
  {
    name: 'chunks in HTTP/1.0',
    bytes: `${head(`POST ${databases} HTTP/1.0`, bearer, 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    answers: [any(400)],
    after: 'closed',
  },
];

const chunks: readonly Entry[] = [
  ...[
    ['one', `11\r\n${body}\r\n`, '0\r\n\r\n'],
    ['each byte in one of its own', ...Array.from(body, (byte) => `1\r\n${byte}\r\n`), '0\r\n\r\n'],
    ['with extensions', `11;a=b;c="d e"\r\n${body}\r\n`, '0;last\r\n\r\n'],
    ['with zeros before the size', `00011\r\n${body}\r\n`, '000\r\n\r\n'],
    ['with trailers', `11\r\n${body}\r\n`, '0\r\nX-Sum: 1\r\n\r\n'],
  ].map(([name, ...pieces]): Entry => ({ name: `chunks: ${name}`, bytes: inChunks(...pieces), ...answered(ok) })),
  {
    name: 'chunks: with a length among the trailers',
    bytes: inChunks(`11\r\n${body}\r\n`, '0\r\nContent-Length: 5\r\nHost: y\r\n\r\n'),
    answers: [any(200, 400)],
    after: 'either',
  },
  {
    name: 'chunks: in pieces that end anywhere',
    bytes: Array.from(inChunks(`11\r\n${body}\r\n`, '0\r\n\r\n').match(/[^]{1,7}/g)!),
    ...answered(ok),
  },
  ...[
    ['no size', 'zz\r\n{}\r\n0\r\n\r\n'],
    ['an empty size', '\r\n{}\r\n0\r\n\r\n'],
    ['a negative size', '-2\r\n{}\r\n0\r\n\r\n'],
    ['a size with a sign', '+2\r\n{}\r\n0\r\n\r\n'],
    ['a size with 0x', '0x2\r\n{}\r\n0\r\n\r\n'],
    ['a size beyond 64 bits', 'fffffffffffffffff\r\n{}\r\n0\r\n\r\n'],
    ['a size that is too small', '1\r\n{}\r\n0\r\n\r\n'],
    ['a size that is too large', '3\r\n{}\r\n0\r\n\r\n'],
    ['lines that end in LF', '2\n{}\n0\n\n'],
    ['lines that end in CR', '2\r{}\r0\r\r'],
    ['a blank before the size', ' 2\r\n{}\r\n0\r\n\r\n'],
    ['an extension that does not end', `2;${'e'.repeat(65_536)}\r\n{}\r\n0\r\n\r\n`],
    ['an extension with a line break of its own', '2;a\n{}\r\n0\r\n\r\n'],
    ['trailers that are none', '2\r\n{}\r\n0\r\nbroken\r\n\r\n'],
    ['trailers without end', `2\r\n{}\r\n0\r\n${'X: y\r\n'.repeat(20_000)}\r\n`],
  ].map(([name = '', text = '']): Entry => ({
    name: `chunks with ${name}`,
    bytes: [inChunks(), text],
    answers: [any(400, 413, 431)],
    orClosed: true,
    after: 'closed',
  })),
];

const broken: readonly Entry[] = [
  {
    name: 'a head that ends with its sender',
    bytes: 'GET /v1/loc',
    halfClosed: true,
    answers: [problem(400)],
    orClosed: true,
    after: 'closed',
  },
  {
    name: 'a head without its last line, and no more',
    bytes: `GET ${locations} HTTP/1.1\r\nHost: x\r\n`,
    halfClosed: true,
    answers: [problem(400)],
    orClosed: true,
    after: 'closed',
  },
  {
    name: 'a body that ends with its sender',
    bytes: `${head(...post, 'Content-Length: 100')}{"name":`,
    halfClosed: true,
    answers: [problem(400)],
    orClosed: true,
    after: 'closed',
  },
  {
    name: 'chunks that end with their sender',
    bytes: inChunks('5\r\n{"n'),
    halfClosed: true,
    answers: [problem(400)],
    orClosed: true,
    after: 'closed',
  },
  {
    name: 'a request, and the end of its sender',
    bytes: head(`GET ${locations} HTTP/1.1`, 'Host: x', bearer),
    halfClosed: true,
    answers: [ok],
    after: 'closed',
  },
  {
    name: 'a request with a body, and the end of its sender',
    bytes: create(body),
    halfClosed: true,
    answers: [ok],
    after: 'closed',
  },
  { name: 'no byte, and the end of its sender', bytes: '', halfClosed: true, answers: [], after: 'closed' },
];

const several: readonly Entry[] = [
  {
    name: 'a hundred requests at once',
    bytes: Buffer.concat(Array.from({ length: 100 }, () => askTurso(`GET ${locations}`))),
    answers: Array.from({ length: 100 }, () => ok),
    after: 'served',
  },
  {
    name: 'requests of all kinds at once',
    bytes: Buffer.concat([
      create('{"name":"one-db"}'),
      askTurso(`HEAD ${databases}/one-db`),
      askTurso(`GET ${databases}/one-db`),
      ask('GET /backend/lambda-instances/three'),
      askTurso(`DELETE ${databases}/one-db`),
      askTurso(`GET ${databases}/one-db`),
    ]),
    methods: ['POST', 'HEAD', 'GET', 'GET', 'DELETE', 'GET'],
    answers: [ok, ok, ok, lambda(401), ok, turso(404)],
    after: 'served',
  },
  {
    name: 'a request that is not HTTP after one that is',
    bytes: [Buffer.concat([askTurso(`GET ${locations}`), latin1('GARBAGE\r\n\r\n')])],
    answers: [ok, problem(400)],
    after: 'closed',
  },
  {
    name: 'a request that is not HTTP after three that are',
    bytes: Buffer.concat([
      create(body),
      askTurso(`GET ${locations}`),
      askTurso(`GET ${databases}/new-db`),
      latin1('\0\0\0\0'),
    ]),
    answers: [ok, ok, ok, problem(400)],
    after: 'closed',
  },
  {
    name: 'a request after one that ends the connection',
    bytes: Buffer.concat([
      askTurso(`GET ${locations}`, ['X: 1']),
      Buffer.from(head(`GET ${databases}/no-db HTTP/1.1`, 'Host: x', bearer, 'Connection: close')),
      create(body),
    ]),
    answers: [ok, turso(404)],
    after: 'closed',
  },
  {
    name: 'more bytes than were announced',
    bytes: `${head(...post, 'Content-Length: 17')}${body}XYZ\r\n\r\n`,
    answers: [ok, problem(400)],
    after: 'closed',
  },
  {
    name: 'a length that takes in a part of the next request',
    bytes: `${head(...post, 'Content-Length: 21')}${body}${hidden}`,
    answers: [turso(400), problem(400)],
    after: 'closed',
  },
];

/** Where a request begins and ends. */
export const framing: readonly Entry[] = [...lengths, ...codings, ...chunks, ...broken, ...several];
