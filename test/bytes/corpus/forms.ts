import { form, key } from '../../helpers/server.ts';
import { answered, any, ask, askLambda, type Entry, lambda } from '../entry.ts';

const type = 'Content-Type: multipart/form-data; boundary=cut';
const path = '/backend/user_files';
const end = '--cut--\r\n';

/** @param head lines after `form-data` */
function part(disposition: string, content = 'bytes'): string {
  return `--cut\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
}

const file = part('name="file"; filename="a.jar"');
const upload = (body: string | Uint8Array, header = type): Uint8Array => askLambda(`PUT ${path}`, [header], body);
const remove = (body: string | Uint8Array, header = form): Uint8Array => askLambda(`DELETE ${path}`, [header], body);

/** As a form carries them; what is kept of each is no path. */
export const fileNames: readonly string[] = [
  '../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'C:\\a.jar',
  '\\\\server\\share\\a.jar',
  '.',
  '..',
  '...',
  '/',
  '\\',
  '../',
  'a/../b',
  '%2e%2e%2fa',
  '..%5ca',
  'a\0.jar',
  '\0',
  'a\tb.jar',
  'a;b=c.jar',
  'a%00.jar',
  'a%22.jar',
  'a%0d%0aX: y',
  '\xc0\xae\xc0\xae\xc0\xafa',
  '\xff\xfe',
  '☃'.repeat(60),
  'é.jar',
  '\u202Egpj.exe',
  '__proto__',
  'constructor',
  'CON',
  'a.jar ',
  ' ',
  '',
  'a'.repeat(100),
  'a'.repeat(101),
  'a'.repeat(100_000),
];

const names: readonly Entry[] = [
  ...fileNames.map((name): Entry => ({
    name: `a file named ${JSON.stringify(name.slice(0, 30))}, of ${name.length} characters`,
    bytes: upload(part(`name="file"; filename="${name}"`) + end),
    ...answered(lambda(201, 400, 422)),
  })),
  ...[
    "filename*=UTF-8''..%2f..%2fetc%2fpasswd",
    "filename*=UTF-8''%e2%98%83",
    "filename*=UTF-8''%zz",
    "filename*=utf-16''%00a",
    'filename*=',
    'filename="a.jar"; filename="b.jar"',
    `filename="a.jar"; filename*=UTF-8''b.jar`,
    'filename=a.jar',
    'filename="a.jar',
    'filename=',
    'filename="a\\"b.jar"',
    'filename="a.jar"; x="',
    'FILENAME="a.jar"',
  ].map((words): Entry => ({
    name: `a file with ${words}`,
    bytes: upload(part(`name="file"; ${words}`) + end),
    ...answered(lambda(201, 400, 422)),
  })),
];

const fields: readonly Entry[] = [
  ...['__proto__', 'constructor', 'toString', 'a]b[c', '__proto__[polluted]', '\0', '', 'x'.repeat(100_000)].map(
    (name): Entry => ({
      name: `a field named ${JSON.stringify(name.slice(0, 30))} beside a file`,
      bytes: upload(part(`name="${name}"`) + file + end),
      ...answered(lambda(201, 400)),
    }),
  ),
  {
    name: 'a file in the field __proto__',
    bytes: upload(part('name="__proto__"; filename="a.jar"') + file + end),
    ...answered(lambda(201, 400)),
  },
  {
    name: 'a field twice',
    bytes: upload(part('name="description"') + part('name="description"') + file + end),
    ...answered(lambda(400)),
  },
  {
    name: 'a field of 100,000 characters twice',
    // A field that the contract does not know is tolerated, however often it stands there.
    bytes: upload(part(`name="${'x'.repeat(100_000)}"`).repeat(2) + end),
    ...answered(lambda(422)),
  },
  {
    name: 'ten thousand fields',
    bytes: upload(Array.from({ length: 10_000 }, (_, index) => part(`name="f${index}"`)).join('') + file + end),
    answers: [any(201, 400, 413)],
    after: 'served',
  },
  {
    name: 'ten thousand files of one name',
    bytes: upload(part('name="file"; filename="a"', '').repeat(10_000) + end),
    ...answered(lambda(400, 413)),
  },
  { name: 'no field at all', bytes: upload(end), ...answered(lambda(400, 422)) },
];

const bounds: readonly Entry[] = (
  [
    ['no boundary in the type', `${file}${end}`, 'Content-Type: multipart/form-data'],
    ['an empty boundary', `${file}${end}`, 'Content-Type: multipart/form-data; boundary='],
    ['an empty boundary in quotes', `${file}${end}`, 'Content-Type: multipart/form-data; boundary=""'],
    [
      'a boundary of 1,000 characters',
      `--${'b'.repeat(1_000)}--\r\n`,
      `Content-Type: multipart/form-data; boundary=${'b'.repeat(1_000)}`,
    ],
    ['another boundary', `${file.replaceAll('cut', 'other')}--other--\r\n`, type],
    ['no end', file, type],
    ['half an end', `${file}--cut-`, type],
    [
      'an end within a part',
      '--cut\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nbytes--cut--',
      type,
    ],
    ['an end within a header', '--cut\r\nContent-Disposition: form-da', type],
    ['no part', 'bytes', type],
    ['nothing', '', type],
    ['lines that end in LF', `${file}${end}`.replaceAll('\r\n', '\n'), type],
    ['a header without a colon', `--cut\r\nContent-Disposition\r\n\r\nbytes\r\n${end}`, type],
    ['no header', `--cut\r\n\r\nbytes\r\n${end}`, type],
    ['no name', `--cut\r\nContent-Disposition: form-data; filename="a"\r\n\r\nbytes\r\n${end}`, type],
    [
      'a disposition of another kind',
      `--cut\r\nContent-Disposition: attachment; name="file"; filename="a"\r\n\r\nbytes\r\n${end}`,
      type,
    ],
    [
      'a part in base64',
      `--cut\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n////\r\n${end}`,
      type,
    ],
    [
      'a header of a million characters',
      `--cut\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nX: ${'x'.repeat(1_000_000)}\r\n\r\nbytes\r\n${end}`,
      type,
    ],
    [
      'ten thousand headers',
      `--cut\r\n${'X: y\r\n'.repeat(10_000)}Content-Disposition: form-data; name="file"; filename="a"\r\n\r\nbytes\r\n${end}`,
      type,
    ],
    ['a header that does not end', `--cut\r\nX: ${'x'.repeat(1_000_000)}`, type],
    [
      'what is nearly a boundary, over and over',
      `--cut\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'\r\n--cu'.repeat(150_000)}\r\n${end}`,
      type,
    ],
    ['a mebibyte of dashes', '-'.repeat(1_048_576), type],
    ['a mebibyte of boundaries', '--cut\r\n'.repeat(149_000), type],
    [
      'another form within',
      `--cut\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\nx\r\n--in--\r\n${end}`,
      type,
    ],
    [
      'a header in bytes that are no UTF-8',
      Buffer.from(
        `--cut\r\nContent-Disposition: form-data; name="file"; filename="\xff"\r\nX: \xff\r\n\r\nbytes\r\n${end}`,
        'latin1',
      ),
      type,
    ],
    [
      'a type with a line of its own',
      `${file}${end}`,
      'Content-Type: multipart/form-data; boundary="cut"; boundary=other',
    ],
    ['a multipart type of another kind', `${file}${end}`, 'Content-Type: multipart/mixed; boundary=cut'],
  ] as const
).map(([name, body, header]): Entry => ({
  name: `a form with ${name}`,
  bytes: upload(body, header),
  ...answered(lambda(201, 400, 422)),
}));

const encoded: readonly Entry[] = [
  ...(
    [
      ['no field', ''],
      ['separators only', '&&&==&='],
      ['broken percent-encoding', 'id=%zz'],
      ['a number of a million digits', `id=${'7'.repeat(1_000_000)}`],
      ['a number with a point', 'id=1.0'],
      ['a number beyond the integers', 'id=9007199254740993'],
      ['NUL', 'id=%00'],
      ['an id twice', 'id=1&id=2'],
      ['100,000 fields', 'a=&'.repeat(100_000)],
      ['80,000 fields of different names', Array.from({ length: 80_000 }, (_, index) => `f${index}=`).join('&')],
      ['a mebibyte of percent signs', '%'.repeat(1_048_576)],
      ['bytes that are no UTF-8', Buffer.from([0x69, 0x64, 0x3d, 0xff])],
      ['what every object has', '__proto__=1&constructor=2&toString=3&__proto__[id]=1'],
    ] as const
  ).map(([name, body]): Entry => ({
    name: `an encoded form with ${name}`,
    bytes: remove(body),
    ...answered(lambda(400, 422)),
  })),
  {
    name: 'an upload of 100 MiB that waits to be told to go on',
    bytes: ask(`PUT ${path}`, [key, type, 'Content-Length: 104857600', 'Expect: 100-continue']),
    answers: [lambda(413)],
    after: 'closed',
  },
  {
    name: 'an upload of a terabyte',
    bytes: ask(`PUT ${path}`, [key, type, 'Content-Length: 1099511627776']),
    answers: [lambda(413)],
    after: 'closed',
  },
];

/** Bodies that are forms. */
export const forms: readonly Entry[] = [...names, ...fields, ...bounds, ...encoded];
