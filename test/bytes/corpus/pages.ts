import { any, ask, type Entry } from '../entry.ts';
import { upwards } from './targets.ts';

/** Files that stand outside of the site, from a page's folder on. */
const outside = [
  'package.json',
  'cli.js',
  'site.json',
  'etc/passwd',
  'proc/self/environ',
  'node_modules/ajv/package.json',
];

const roots = ['/', '/docs/', '/guide/errors/', '/assets/', '/openapi/', '/_mockplane/'];

/** Targets that name a file outside of the site, by any spelling of the way there, and from each of these folders. */
export const escapes: ReadonlyMap<string, readonly Entry[]> = new Map(
  roots.map((root) => [
    root,
    upwards.flatMap((up) =>
      outside.map((file): Entry => ({
        name: `${root}${up}…${file}`,
        bytes: ask(`GET ${root}${up.repeat(8)}${file}`, ['Host: 127.0.0.1']),
        answers: [any(400, 403, 404)],
        after: 'either',
      })),
    ),
  ]),
);

/** Targets that are nearly a page. */
export const nearPages: readonly Entry[] = [
  '/.env',
  '/.git/config',
  '/.',
  '/..',
  '/%2e',
  '/docs/.',
  '/docs/%00',
  '/docs/index.html%00.json',
  '/docs/index.html/',
  '/docs//index.html',
  '/docs\\index.html',
  '/DOCS/',
  '/docs/%zz',
  '/docs/%ff',
  '/guide/%2e%2e/docs/',
  '/guide/..%2fdocs%2findex.html',
  '/assets',
  '/assets/',
  '/assets/con',
  '/assets/site.js::$DATA',
  '/assets/site.js.gz',
  '/assets/__proto__',
  '/openapi/',
  '/openapi/turso.json/..',
  `/docs/${'a'.repeat(10_000)}`,
  `/${'docs/'.repeat(2_000)}`,
].map(
  (path) =>
    ({
      name: path.slice(0, 40),
      bytes: ask(`GET ${path}`),
      answers: [any(200, 301, 400, 404)],
      after: 'either',
    }) as const,
);

/** Requests for a page that want more of it than there is. */
export const pageRequests: readonly Entry[] = [
  ...[
    'bytes=0-3',
    'bytes=0-3,5-9',
    'bytes=99999999-',
    'bytes=-1',
    'bytes=-0',
    'bytes=5-2',
    'bytes=a-b',
    'lines=1-2',
    `bytes=${'0-0,'.repeat(3_000)}0-0`,
  ].map((range): Entry => ({
    name: `the range ${range.slice(0, 20)} of a page`,
    bytes: ask('GET /', [`Range: ${range}`]),
    answers: [any(200, 206, 416)],
    after: 'served',
  })),
  ...['POST', 'PUT', 'PATCH', 'DELETE'].map((method): Entry => ({
    name: `${method} of a page`,
    bytes: ask(`${method} /`, [], 'x'),
    answers: [any(404, 405)],
    after: 'served',
  })),
  { name: 'HEAD of a page', bytes: ask('HEAD /'), methods: ['HEAD'], answers: [any(200)], after: 'served' },
  {
    name: 'a page under conditions that are none',
    bytes: ask('GET /', ['If-None-Match: "', 'If-Modified-Since: nonsense', 'If-Range: x', 'Accept-Encoding: *;q=x']),
    answers: [any(200)],
    after: 'served',
  },
  {
    name: 'a page that is there already',
    bytes: ask('GET /', ['If-None-Match: *']),
    answers: [any(200, 304)],
    after: 'served',
  },
];
