import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { isTruncated, toCurl } from '../../../../src/site/inspector/exchange/curl.ts';
import type { ExchangeDetails } from '../../../../src/site/inspector/model/schemas.ts';
import { exchange } from '../exchanges.ts';

const options = { origin: 'http://127.0.0.1:4010', token: 'mockplane-token' };

function details(part: Partial<ExchangeDetails>): ExchangeDetails {
  return {
    ...exchange(1),
    request: { headers: {}, bodyBytes: 0 },
    response: { headers: {}, bodyBytes: 0 },
    trail: [],
    ...part,
  };
}

describe('toCurl', () => {
  test('sends what was sent, with the token that the journal does not keep', () => {
    const command = toCurl(
      details({
        method: 'POST',
        request: {
          headers: {
            host: '127.0.0.1:4010',
            'user-agent': 'curl/8.4.0',
            accept: '*/*',
            authorization: '…',
            'content-type': 'application/json',
            'content-length': '17',
            prefer: 'code=409',
          },
          body: '{"name": "my-db"}',
          bodyBytes: 17,
        },
      }),
      options,
    );
    expect(command).toBe(
      [
        `curl 'http://127.0.0.1:4010/v1/organizations/my-org/databases'`,
        `-H 'authorization: Bearer mockplane-token'`,
        `-H 'content-type: application/json'`,
        `-H 'prefer: code=409'`,
        `--data-raw '{"name": "my-db"}'`,
      ].join(' \\\n  '),
    );
  });

  test.each([
    [{ method: 'DELETE' }, 'curl -X DELETE '],
    [{ method: 'HEAD' }, 'curl --head '],
    [{ target: '/v1/[x]' }, 'curl --globoff '],
    [{ target: '/v1/../x' }, 'curl --path-as-is '],
  ])('%o begins with %s', (part, start) => {
    expect(toCurl(details(part), options)).toMatch(start);
  });

  test('writes credentials as each API takes them', () => {
    const request = { headers: { authorization: '…', 'x-api-key': '…' }, bodyBytes: 0 };
    const command = toCurl(details({ api: 'lambda', request }), options);
    expect(command).toContain(`'authorization: Token mockplane-token'`);
    expect(command).toContain(`'x-api-key: mockplane-token'`);
  });

  test('has a placeholder for a token that the server did not accept', () => {
    const request = { headers: { authorization: '…' }, bodyBytes: 0 };
    const command = toCurl(details({ status: 401, request }), options);
    expect(command).not.toContain(options.token);
    const script = `TOKEN=mine; curl() { printf '%s\\0' "$@"; }\n${command}`;
    const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
    expect(read).toContain('authorization: Bearer mine');
  });

  test('lets no name of a header run a command beside the placeholder', () => {
    const request = { headers: { '`id`$(id)$HOME': '…' }, bodyBytes: 0 };
    const command = toCurl(details({ status: 401, request }), options);
    const script = `TOKEN=mine; curl() { printf '%s\\0' "$@"; }\n${command}`;
    const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
    expect(read).toContain('`id`$(id)$HOME: mine');
  });

  test.each([
    ['bytes that are no text', 'jar\uFFFD\uFFFD', 5, 'The body has 5 bytes that are not text'],
    ['more than the journal keeps', 'x'.repeat(65_536), 70_000, 'The body has 70000 bytes, and the journal keeps only'],
  ])('says that a body has %s, and takes it from a file', (_what, body, bodyBytes, words) => {
    const command = toCurl(details({ method: 'PUT', request: { headers: {}, body, bodyBytes } }), options);
    expect(command).toContain(words);
    expect(command).toMatch(/ Save it as body\.bin first\.\ncurl -X PUT /);
    expect(command).toMatch(/--data-binary @body\.bin$/);
    expect(command).not.toContain('--data-raw');
  });

  test('sends a text that holds U+FFFD itself', () => {
    const command = toCurl(details({ method: 'PUT', request: { headers: {}, body: '\uFFFD', bodyBytes: 3 } }), options);
    expect(command).toContain("--data-raw '\uFFFD'");
  });

  test('a shell reads each argument as it was sent', () => {
    const body = `it's "$HOME" \`id\` \\ é\n!`;
    const command = toCurl(
      details({ method: 'PUT', request: { headers: { 'x-empty': '' }, body, bodyBytes: 30 } }),
      options,
    );
    const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
    const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
    expect(read).toEqual([
      '-X',
      'PUT',
      'http://127.0.0.1:4010/v1/organizations/my-org/databases',
      '-H',
      'x-empty;',
      '-H',
      'content-type:',
      '--data-raw',
      body,
      '',
    ]);
  });
});

test('isCut knows a body that the journal keeps only in part', () => {
  expect(isTruncated({ headers: {}, body: 'x'.repeat(65_536), bodyBytes: 70_000 })).toBe(true);
  expect(isTruncated({ headers: {}, body: 'é'.repeat(40_000), bodyBytes: 80_000 })).toBe(false);
  expect(isTruncated({ headers: {}, body: '{"token":"…"}', bodyBytes: 400 })).toBe(false);
});
