import { describe, expect, it } from 'vitest';
import { createLocate } from '../../src/mockplane/locate.ts';
import type { Destination } from '../../src/pipeline/pipeline.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandboxes } from '../../src/sandbox/sandboxes.ts';
import { createTokenMatcher } from '../../src/sandbox/tokens.ts';
import { contractOf } from '../contract/corpus/api.ts';

const contract = contractOf(
  {},
  {
    securitySchemes: {
      header: { type: 'apiKey', in: 'header', name: 'X-Pass' },
      query: { type: 'apiKey', in: 'query', name: 'api key' },
      cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
      basic: { type: 'http', scheme: 'basic' },
    },
  },
);

const named = (name: string): Sandbox => ({ name }) as Sandbox;
const locate = createLocate({
  contracts: [contract],
  sandboxes: { default: named('default'), open: named, find: () => undefined } as unknown as Sandboxes,
  matchToken: createTokenMatcher('secret-token'),
  destinationOf: ({ name }) => ({ sandbox: name }) as Destination,
});

function sandboxOf(headers: Readonly<Record<string, string>>, search = ''): string {
  const request = { method: 'GET', target: `/?${search}`, headers, body: new Uint8Array() };
  return locate(request, '/', search).destination.sandbox;
}

const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

describe('the sandbox of a request to a document of a user', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a bearer token', { authorization: 'Bearer secret-token~a' }, ''],
    ['a key in a header', { 'x-pass': 'secret-token~a' }, ''],
    ['a key in the query', {}, 'b=1&api+key=secret-token%7Ea'],
    ['a key in a cookie', { cookie: 'b=1; session=secret-token~a' }, ''],
    ['a user name', basic('secret-token~a:'), ''],
    ['a password', basic('user:secret-token~a'), ''],
  ])('is named by %s', (_, headers, search) => {
    expect(sandboxOf(headers, search)).toBe('a');
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['no credential', {}, ''],
    ['another token', { 'x-pass': 'other-token~a' }, ''],
    ['the token without a name', { cookie: 'session=secret-token' }, ''],
    ['a parameter that holds no key', {}, 'key=secret-token~a'],
    ['a query that cannot be decoded', {}, 'api+key=%'],
    ['HTTP basic that cannot be decoded', { authorization: 'Basic §' }, ''],
  ])('is the default with %s', (_, headers, search) => {
    expect(sandboxOf(headers, search)).toBe('default');
  });
});
