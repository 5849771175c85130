import { describe, expect, it } from 'vitest';
import { presentedTokens } from '../../src/contract/security.ts';
import { asker, contractOf, echo, type Sent } from './corpus/api.ts';

const guarded = (id: string, security: readonly object[]) => ({ get: echo(id, { security }) });

const contract = contractOf(
  {
    '/header': guarded('header', [{ headerKey: [] }]),
    '/query': guarded('query', [{ queryKey: [] }]),
    '/cookie': guarded('cookie', [{ cookieKey: [] }]),
    '/whole': guarded('whole', [{ wholeKey: [] }]),
    '/basic': guarded('basic', [{ basic: [] }]),
    '/bearer': guarded('bearer', [{ bearer: [] }]),
    '/digest': guarded('digest', [{ digest: [] }]),
    '/oauth': guarded('oauth', [{ oauth: ['read'] }]),
    '/openid': guarded('openid', [{ openid: [] }]),
    '/mutual': guarded('mutual', [{ mutual: [] }]),
    '/either': guarded('either', [{ headerKey: [] }, { basic: [] }]),
    '/both': guarded('both', [{ headerKey: [], queryKey: [] }, { bearer: [] }]),
    '/optional': guarded('optional', [{}, { bearer: [] }]),
    '/open': guarded('open', []),
  },
  {
    securitySchemes: {
      headerKey: { type: 'apiKey', in: 'header', name: 'X-Key' },
      queryKey: { type: 'apiKey', in: 'query', name: 'api key' },
      cookieKey: { type: 'apiKey', in: 'cookie', name: 'session' },
      wholeKey: { type: 'apiKey', in: 'header', name: 'Authorization' },
      basic: { type: 'http', scheme: 'basic' },
      bearer: { $ref: '#/components/securitySchemes/referred' },
      referred: { type: 'http', scheme: 'Bearer' },
      digest: { type: 'http', scheme: 'digest' },
      oauth: { type: 'oauth2', flows: {} },
      openid: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example.com' },
      mutual: { type: 'mutualTLS' },
    },
  },
);
const ask = asker(contract);
const sent = (headers: Readonly<Record<string, string>>): Sent => ({ headers });
const authorization = (value: string): Sent => sent({ authorization: value });
const basic = (pair: string): Sent => authorization(`Basic ${Buffer.from(pair).toString('base64')}`);

const challenge = (word: string): string => `${word} realm="Corpus"`;

describe('a credential', () => {
  it.each<[string, Sent]>([
    ['/header', sent({ 'x-key': 'k' })],
    ['/query?api%20key=k', {}],
    ['/query?api+key=k', {}],
    ['/cookie', sent({ cookie: 'a=b; session=k' })],
    ['/whole', authorization('k')],
    ['/basic', basic('user:pass:word')],
    ['/basic', basic('user:')],
    ['/bearer', authorization('bearer k')],
    ['/digest', authorization('Digest username="x"')],
    ['/oauth', authorization('Bearer k')],
    ['/openid', authorization('Bearer k')],
    ['/mutual', {}],
    ['/either', sent({ 'x-key': 'k' })],
    ['/either', basic('a:b')],
    ['/both?api+key=k', sent({ 'x-key': 'k' })],
    ['/both', authorization('Bearer k')],
    ['/optional', {}],
    ['/optional', authorization('Bearer k')],
    ['/open', {}],
  ])('lets %s in with %j', async (path, request) => {
    expect((await ask(`GET ${path}`, request)).status).toBe(200);
  });

  const basicChallenge = 'Basic realm="Corpus", charset="UTF-8"';
  it.each<[string, Sent, reason: string, string | undefined]>([
    ['/header', {}, 'missing', undefined],
    ['/header', sent({ 'x-key': ' ' }), 'missing', undefined],
    ['/query?key=k', {}, 'missing', undefined],
    ['/cookie', sent({ cookie: 'sessions=k' }), 'missing', undefined],
    ['/basic', {}, 'missing', basicChallenge],
    ['/basic', authorization('Basic §'), 'malformed', basicChallenge],
    ['/basic', authorization(`Basic ${Buffer.from('user').toString('base64')}`), 'malformed', basicChallenge],
    ['/basic', authorization('Bearer k'), 'unsupported', basicChallenge],
    ['/bearer', authorization('Bearer'), 'malformed', challenge('Bearer')],
    ['/bearer', authorization('Bearer rejected'), 'rejected', challenge('Bearer')],
    ['/digest', {}, 'missing', challenge('Digest')],
    ['/oauth', basic('a:b'), 'unsupported', challenge('Bearer')],
    ['/either', {}, 'missing', basicChallenge],
    ['/both', sent({ 'x-key': 'k' }), 'missing', challenge('Bearer')],
    ['/both?api+key=k', {}, 'missing', challenge('Bearer')],
    ['/optional', authorization('Basic §'), 'unsupported', challenge('Bearer')],
  ])('does not let %s in with %j: %s', async (path, request, detail, header) => {
    const reply = await ask(`GET ${path}`, request);
    expect(reply).toMatchObject({ status: 401, json: { detail } });
    expect(reply.headers['www-authenticate']).toBe(header);
  });
});

describe('presentedTokens', () => {
  it('finds keys in headers, query and cookies, and both parts of HTTP basic', () => {
    const headers = {
      'x-key': 'one',
      cookie: 'session=two%7Ea',
      authorization: `Basic ${Buffer.from('four:five').toString('base64')}`,
    };
    expect(presentedTokens(contract.credentialPlaces, headers, 'api+key=three%7Eb&other=x')).toEqual([
      'one',
      'three~b',
      'two~a',
      'four',
      'five',
    ]);
  });

  it('finds nothing in a request without credentials', () => {
    expect(presentedTokens(contract.credentialPlaces, {}, '')).toEqual([]);
  });
});
