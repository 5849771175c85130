import { gzipSync } from 'node:zlib';
import { json } from '../../helpers/server.ts';
import {
  admin,
  answered,
  any,
  askAdmin,
  askLambda,
  askTurso,
  create,
  databases,
  type Entry,
  lambda,
  ok,
  turso,
} from '../entry.ts';

const depth = 100_000;
const digits = '7'.repeat(1_000_000);

/** Values that a reader may stumble over, in the words of JSON. */
const heavy: Readonly<Record<string, string>> = {
  'arrays 100,000 deep': '['.repeat(depth) + ']'.repeat(depth),
  'objects 100,000 deep': '{"a":'.repeat(depth) + '1' + '}'.repeat(depth),
  'arrays 500,000 deep': '['.repeat(500_000) + ']'.repeat(500_000),
  'a number of a million digits': digits,
  'a fraction of a million digits': `0.${digits}`,
  'an exponent of a million digits': `1e${digits}`,
  'a number beyond all numbers': '1e999',
  'a text of a million characters': `"${'x'.repeat(1_000_000)}"`,
  'a text of 300,000 signs of three bytes': `"${'☃'.repeat(300_000)}"`,
  'a text of 170,000 escapes': `"${String.raw`\ud800`.repeat(170_000)}"`,
  'an array of 500,000 values': `[${'0,'.repeat(499_999)}0]`,
  'an object of 60,000 keys': `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":${index}`).join(',')}}`,
  'one key 100,000 times': `{${'"k":1,'.repeat(99_999)}"k":1}`,
  'a lone surrogate': String.raw`"\udc00"`,
  'a text with NUL in it': String.raw`"a\u0000b"`,
  'a text that hides what stands before it': String.raw`"\u202e\u0008\u001b[2J"`,
};

const lambdaInstance =
  '"instance_name":"a","master_name":"b","slaves":1,"vcpus_master":1,"vcpus_slave":1,"ram_master":1,"ram_slave":1,"disk_master":1,"disk_slave":1,"ip_allocation":"master","network_request":1,"project_name":"p"';

/** Each heavy value where a body, a property that is known, and one that is not, may stand. */
const values: readonly Entry[] = Object.entries(heavy).flatMap(([name, value]): Entry[] => [
  { name: `${name}, as a body`, bytes: create(value), ...answered(turso(400, 413)) },
  { name: `${name}, as a name`, bytes: create(`{"name":${value}}`), ...answered(turso(400, 413)) },
  {
    name: `${name}, as a property that nobody knows`,
    bytes: create(`{"name":"new-db","x":${value}}`),
    // Half of a surrogate pair is no text wherever it stands.
    answers: [any(/\\ud[89a-f]/.test(value) ? 400 : 200, 413)],
    after: 'served',
  },
  {
    name: `${name}, as a location`,
    bytes: askTurso(`POST ${databases}/my-db/instances`, [json], `{"location":${value}}`),
    ...answered(turso(400, 413)),
  },
  {
    name: `${name}, as a number of slaves`,
    bytes: askLambda(
      'POST /backend/create_lambda_instance',
      [json],
      `{${lambdaInstance.replace('"slaves":1', `"slaves":${value}`)}}`,
    ),
    ...answered(lambda(400, 413)),
  },
  {
    name: `${name}, as the id of a file`,
    bytes: askLambda('DELETE /backend/user_files', [json], `{"id":${value}}`),
    ...answered(lambda(400, 413, 422)),
  },
  {
    name: `${name}, as a duration`,
    bytes: askAdmin('POST /_mockplane/clock/advance', [json], `{"by":${value}}`),
    ...answered(admin(400)),
  },
  {
    name: `${name}, as a use`,
    bytes: askAdmin(
      'POST /_mockplane/usage',
      [json],
      `{"organization":"my-org","database":"my-db","rowsRead":${value}}`,
    ),
    ...answered(admin(400)),
  },
  {
    name: `${name}, as a fault`,
    bytes: askAdmin('POST /_mockplane/faults', [json], `{"operation":${value},"action":"drop"}`),
    ...answered(admin(400)),
  },
  {
    name: `${name}, as a token`,
    bytes: askAdmin('POST /_mockplane/tokens/verify', [json], `{"token":${value}}`),
    answers: [any(200, 400)],
    after: 'served',
  },
  {
    name: `${name}, as a snapshot`,
    bytes: askAdmin('PUT /_mockplane/snapshot', [json], value),
    ...answered(admin(400, 422)),
  },
  {
    name: `${name}, in a snapshot`,
    bytes: askAdmin('PUT /_mockplane/snapshot', [json], `{"version":1,"turso":${value}}`),
    ...answered(admin(400, 422)),
  },
  {
    name: `${name}, where no body belongs`,
    bytes: askTurso(`POST ${databases}/my-db/auth/rotate`, [json], value),
    answers: [any(200, 413)],
    after: 'served',
  },
]);

const polluting: Readonly<Record<string, string>> = {
  __proto__: '"__proto__":{"polluted":1}',
  'constructor.prototype': '"constructor":{"prototype":{"polluted":1}}',
  'names of what every object has': '"toString":1,"valueOf":1,"hasOwnProperty":1,"toJSON":1,"then":1,"length":-1',
};

const prototypes: readonly Entry[] = Object.entries(polluting).flatMap(([name, members]): Entry[] => [
  { name: `${name}, in a body`, bytes: create(`{"name":"new-db",${members}}`), ...answered(ok) },
  { name: `${name}, in place of what is needed`, bytes: create(`{${members}}`), ...answered(turso(400)) },
  { name: `${name}, deeper in a body`, bytes: create(`{"name":"new-db","x":{${members}}}`), ...answered(ok) },
  {
    name: `${name}, in a lambda instance`,
    bytes: askLambda('POST /backend/create_lambda_instance', [json], `{${lambdaInstance},${members}}`),
    answers: [any(202)],
    after: 'served',
  },
  {
    name: `${name}, in a form in JSON`,
    bytes: askLambda('DELETE /backend/user_files', [json], `{"id":1,${members}}`),
    ...answered(any(200, 400)),
  },
  {
    name: `${name}, in a body that is closed`,
    bytes: askAdmin('POST /_mockplane/clock/advance', [json], `{"by":"1s",${members}}`),
    ...answered(admin(400)),
  },
  {
    name: `${name}, in a snapshot`,
    bytes: askAdmin('PUT /_mockplane/snapshot', [json], `{"version":1,${members}}`),
    ...answered(admin(400, 422)),
  },
]);

const encodings: readonly Entry[] = [
  ...(
    [
      ['a byte order mark and nothing', '\uFEFF'],
      ['two byte order marks', '\uFEFF\uFEFF{"name":"new-db"}'],
      ['bytes that are no UTF-8', Buffer.from('{"name":"\xff\xfe"}', 'latin1')],
      ['an overlong slash', Buffer.from('{"name":"\xc0\xaf"}', 'latin1')],
      ['a surrogate in UTF-8', Buffer.from('{"name":"\xed\xa0\x80"}', 'latin1')],
      ['a sign beyond Unicode', Buffer.from('{"name":"\xf4\x90\x80\x80"}', 'latin1')],
      ['a sign that is cut off', Buffer.from('{"name":"new-db\xe2\x98', 'latin1')],
      ['UTF-16', Buffer.from('\uFEFF{"name":"new-db"}', 'utf16le')],
      ['UTF-32', Buffer.from('\xff\xfe\0\0{\0\0\0', 'latin1')],
      ['NUL after the value', '{"name":"new-db"}\0'],
      ['NUL alone', '\0'],
      ['a mebibyte of blanks', ' '.repeat(1_048_576)],
      ['a mebibyte of opening brackets', '['.repeat(1_048_576)],
      ['a mebibyte of quotes', '"'.repeat(1_048_576)],
      ['a mebibyte of backslashes', `"${'\\'.repeat(1_048_574)}"`],
    ] as const
  ).map(([name, body]): Entry => ({ name: `${name}, for JSON`, bytes: create(body), ...answered(turso(400)) })),
  { name: 'a byte order mark before JSON', bytes: create('\uFEFF{"name":"new-db"}'), ...answered(any(200)) },
  { name: 'a key twice', bytes: create('{"name":5,"name":"new-db"}'), ...answered(any(200, 400)) },
  ...['gzip', 'deflate', 'br', 'zstd', 'identity, gzip', 'nonsense'].map((coding): Entry => ({
    name: `a body in ${coding}`,
    // A thousandth of what it would be.
    bytes: create(gzipSync(`{"name":"new-db","x":"${'x'.repeat(1_000_000)}"}`), `Content-Encoding: ${coding}`),
    ...answered(turso(400, 415)),
  })),
  {
    name: 'a coding that the body does not have',
    bytes: create('{"name":"new-db"}', 'Content-Encoding: gzip'),
    ...answered(any(200, 400, 415)),
  },
  {
    name: 'a type of 10,000 parameters',
    bytes: askTurso(
      `POST ${databases}`,
      [`Content-Type: application/json${';a=b'.repeat(3_000)}`],
      '{"name":"new-db"}',
    ),
    ...answered(ok),
  },
  {
    name: 'a type that no parser takes',
    bytes: askTurso(`POST ${databases}`, ['Content-Type: /;=,\t"'], '{"name":"new-db"}'),
    ...answered(ok),
  },
];

/** Bodies in JSON. */
export const jsonBodies: readonly Entry[] = [...values, ...prototypes, ...encodings];
