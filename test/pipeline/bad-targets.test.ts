import { describe, expect, it } from 'vitest';
import { send } from '../helpers/raw.ts';
import { detailOf, wordsOf } from '../helpers/refusals.ts';
import { bearer, databases, key, useServer } from '../helpers/server.ts';

const server = useServer();

describe('a parameter', () => {
  const tokens = `${databases}/my-db/auth/tokens`;

  it.each([
    ['expiration=soon', 'Invalid expiration format'],
    ['expiration=1y', 'Invalid expiration format'],
    ['expiration=1d%00', 'Invalid expiration format'],
    ['expiration=1 d', 'Invalid expiration format', 'expiration=1+d'],
    ['authorization=write', 'query parameter authorization must be one of full-access, read-only'],
    ['authorization=', 'query parameter authorization must be one of full-access, read-only'],
    ['expiration=1d&expiration=2d', 'query parameter expiration was sent more than once'],
    ['expiration=1d&expiration', 'query parameter expiration was sent more than once'],
    ['expiration=%zz', 'query string is not valid percent-encoding'],
    ['expiration=%', 'query string is not valid percent-encoding'],
    ['%E0%A4%A=1', 'query string is not valid percent-encoding'],
    ['unknown=%ff', 'query string is not valid percent-encoding'],
  ])('%s: 400', async (query, words, sent = query) => {
    const response = await send(server.url, `POST ${tokens}?${sent}`, [bearer]);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toBe(words);
  });

  it.each([
    '',
    '?',
    '?&',
    '?&&expiration=1d',
    '?expiration',
    '?expiration=',
    '?expiration=%31d',
    '?__proto__=1&constructor=2',
    '?x=1&x=2',
  ])('%j is taken', async (query) => {
    expect((await send(server.url, `POST ${tokens}${query}`, [bearer])).status).toBe(200);
  });

  it.each([
    ['a+b=1', 'unknown query parameter a b'],
    ['%61%2Bb', 'unknown query parameter a+b'],
    ['%C3%BC=%C3%BC&expiration=1d', 'unknown query parameter ü'],
  ])('%s that is not known is taken, and noted as decoded', async (query, note) => {
    expect((await send(server.url, `POST ${tokens}?${query}`, [bearer])).status).toBe(200);
    expect(server.exchanges.at(-1)?.notes).toEqual([note]);
  });

  it.each([
    ['limit=0&page=1', 400],
    ['limit=2&page=-1', 400],
    ['limit=two&page=1', 200],
    ['limit=2.5&page=1', 200],
  ])('%s of a list: %i', async (query, status) => {
    expect((await send(server.url, `GET /backend/lambda-instances?${query}`, [key])).status).toBe(status);
  });

  it.each([
    ['/v1/organizations/my%2Forg/databases', 'organization not found'],
    ['/v1/organizations/%00/databases', 'organization not found'],
    ['/v1/organizations/__proto__/databases', 'organization not found'],
    [`/v1/organizations/${'o'.repeat(64)}/databases`, 'organization not found'],
    [`/v1/organizations/${'o'.repeat(8_000)}/databases`, 'organization not found'],
    [`${databases}/My_DB`, 'could not find database with name My_DB: record not found'],
    [`${databases}/my%2Fdb`, 'could not find database with name my/db: record not found'],
    [`${databases}/%E2%98%83`, 'could not find database with name ☃: record not found'],
    [`${databases}/my-db%00`, 'could not find database with name my-db\0: record not found'],
    [`${databases}/my-db/instances/My_Instance`, 'could not find instance My_Instance of database my-db'],
  ])('%s in a path that can be no name: 404', async (path, words) => {
    const response = await send(server.url, `GET ${path}`, [bearer]);
    expect(response.status).toBe(404);
    expect(wordsOf('turso', response)).toBe(words);
  });

  it.each(['three', '3%2F', '3%00', '-3', '0x3', '2B7F3C58-8D24-4E0F-A1F9-7C5E9D3B6A3', '9'.repeat(19)])(
    '%s in a path that can be no lambda instance: 404',
    async (uuid) => {
      const response = await send(server.url, `GET /backend/lambda-instances/${uuid}`, [key]);
      expect(response.status).toBe(404);
      expect(wordsOf('lambda', response)).toBe('Lambda instance not found');
    },
  );

  it('for a new name that can be none: 400', async () => {
    const response = await send(server.url, 'POST /v1/auth/api-tokens/My_Token', [bearer]);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toBe('name can only contain lowercase letters, numbers, and hyphens');
  });
});

describe('a path', () => {
  it.each([
    '/v1/organizations/%zz/databases',
    '/v1/%',
    '/v1/%E0%A4%A',
    '/v1/organizations/%ff/databases',
    '/v1/%c0%af',
  ])('%s is not percent-encoding: 400', async (path) => {
    const response = await send(server.url, `GET ${path}`, [bearer]);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toBe('path is not valid percent-encoding');
  });

  it('of broken percent-encoding under no API: 400 as a problem', async () => {
    const response = await send(server.url, 'GET /%zz');
    expect(response.status).toBe(400);
    expect(detailOf(response)).toBe('path is not valid percent-encoding');
  });

  it.each([
    ['turso', '/v1/no-such-path'],
    ['turso', '/v1'],
    ['turso', '/v1/'],
    ['turso', '/v1/organizations/my-org/databases/my-db/nothing'],
    ['turso', '/v1//organizations'],
    ['lambda', '/backend/no-such-path'],
    ['lambda', '/backend'],
    ['lambda', '/backend/lambda-instances/3/nothing'],
  ] as const)('that is not served (%s %s): 404 in the shape of its API', async (api, path) => {
    const response = await send(server.url, `GET ${path}`, [bearer]);
    expect(response.status).toBe(404);
    expect(wordsOf(api, response)).toContain(`nothing is served at ${path}; `);
  });

  it.each([
    ['/nothing', 'the Turso Platform API is under /v1/'],
    ['/v1x/organizations', 'the ~okeanos Lambda API is under /backend/'],
    ['/V1/organizations', 'the docs are at /docs/'],
    ['//v1/organizations', 'nothing is served at //v1/organizations'],
    ['/..%2fetc/passwd', 'nothing is served at /..%2fetc/passwd'],
    ['/organizations/my-org/databases', 'did you mean /v1/organizations/my-org/databases?'],
    ['/lambda-instances/3/destroy', 'did you mean /backend/lambda-instances/3/destroy?'],
    ['/user_files', 'did you mean /backend/user_files?'],
  ])('that is not served (%s) under no API: 404 with a hint', async (path, hint) => {
    const response = await send(server.url, `GET ${path}`);
    expect(response.status).toBe(404);
    expect(detailOf(response)).toContain(hint);
  });

  it.each([
    ['GET /v1/organizations/', bearer],
    ['GET /v1/organizations/?x=1', bearer],
    ['GET /backend/lambda-instances/3/', key],
    ['POST /backend/lambda-instances/3/destroy/', key],
  ])('with a slash at its end (%s) is the path without it', async (line, credential) => {
    expect((await send(server.url, line, [credential])).status).toBeLessThan(300);
  });

  it.each(['http://mockplane.local/v1/organizations', 'HTTPS://api.turso.tech/v1/organizations?x=1'])(
    'in absolute form (%s) is read without its origin',
    async (target) => {
      const response = await send(server.url, `GET ${target}`, [bearer]);
      expect(response.status).toBe(200);
      expect(response.headers['mockplane-operation']).toBe('listOrganizations');
    },
  );
});
