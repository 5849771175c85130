import { describe, expect, it } from 'vitest';
import { send } from '../helpers/raw.ts';
import { wordsOf } from '../helpers/refusals.ts';
import { faults } from '../helpers/schemas.ts';
import { bearer, databases, json, key, useServer } from '../helpers/server.ts';

const server = useServer();

describe('a credential of the Turso Platform API', () => {
  const malformed = 'authorization header must be of the form: Bearer <token>';
  const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJpZCI6IjEifQ.c2lnbmF0dXJl';

  it.each([
    ['is missing', [], 'missing authorization header'],
    ['is empty', ['Authorization:'], 'missing authorization header'],
    ['is blank', ['Authorization:   '], 'missing authorization header'],
    ['has no scheme', ['Authorization: mockplane-token'], malformed],
    ['has no token', ['Authorization: Bearer'], malformed],
    ['has a blank token', ['Authorization: Bearer  '], malformed],
    ['is of another scheme', ['Authorization: Basic bW9ja3BsYW5lOnRva2Vu'], malformed],
    ["has the other API's scheme", ['Authorization: Token mockplane-token'], malformed],
    ["is in the other API's header", [key], 'missing authorization header'],
    ['is wrong', ['Authorization: Bearer wrong'], 'token contains an invalid number of segments'],
    [
      'is right but for its case',
      ['Authorization: Bearer Mockplane-Token'],
      'token contains an invalid number of segments',
    ],
    ['is right and more', [`${bearer} more`], 'token contains an invalid number of segments'],
    ['is another kind of JSON Web Token', [`Authorization: Bearer ${jwt}`], 'could not parse jwt id'],
  ])('%s: 401', async (_what, headers, words) => {
    const response = await send(server.url, `GET ${databases}`, headers);
    expect(response.status).toBe(401);
    expect(wordsOf('turso', response)).toBe(words);
    expect(faults('turso', '/components/schemas/Error', JSON.parse(response.body))).toEqual([]);
  });

  it.each(['Authorization: bearer mockplane-token', 'authorization: BEARER   mockplane-token  '])(
    'as %j is taken',
    async (header) => {
      expect((await send(server.url, `GET ${databases}`, [header])).status).toBe(200);
    },
  );

  it('goes before the body: 401 whatever was sent', async () => {
    const response = await send(server.url, `POST ${databases}`, [json], '{"name":');
    expect(response.status).toBe(401);
  });

  it('that stands twice: 400, as it is not known which was meant', async () => {
    const response = await send(server.url, `GET ${databases}`, [bearer, 'Authorization: Bearer wrong']);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toBe('header authorization was sent more than once');
  });
});

describe('a credential of the ~okeanos Lambda API', () => {
  const wrongKey = 'X-Api-Key: wrong';
  const token = 'Authorization: Token mockplane-token';

  it.each([
    ['is missing', []],
    ['is empty', ['X-Api-Key:']],
    ['is wrong', [wrongKey]],
    ['is wrong in both headers', [wrongKey, 'Authorization: Token wrong']],
    ['has no scheme', ['Authorization: mockplane-token']],
    ["has the other API's scheme", [bearer]],
  ])('%s: 401', async (_what, headers) => {
    const response = await send(server.url, 'GET /backend/lambda-instances', headers);
    expect(response.status).toBe(401);
    expect(wordsOf('lambda', response)).toBe('Invalid token');
    expect(JSON.parse(response.body)).toEqual({
      errors: [{ message: 'Invalid token', code: 401, details: 'unauthorized' }],
    });
  });

  it.each([
    ['is missing', [], 'Authentication credentials were not provided.'],
    ['is wrong', [wrongKey], 'Invalid token'],
  ])('%s for a file: 401 in the shape of its framework', async (_what, headers, detail) => {
    const response = await send(server.url, 'GET /backend/user_files', headers);
    expect(response.status).toBe(401);
    expect(JSON.parse(response.body)).toEqual({ detail });
  });

  it.each([
    ['in its own header', [key]],
    ['in the other header', [token]],
    ['in the other header, in lower case', ['authorization: token mockplane-token']],
    ['in both', [key, token]],
    ['in its own header, beside a wrong one', [key, 'Authorization: Token wrong']],
    ['in its own header, beside another scheme', [key, 'Authorization: Basic x']],
    ['in the other header, beside a wrong one', [wrongKey, token]],
  ])('%s is taken', async (_what, headers) => {
    expect((await send(server.url, 'GET /backend/lambda-instances', headers)).status).toBe(200);
  });

  it('that stands twice: 400', async () => {
    const response = await send(server.url, 'GET /backend/lambda-instances', [key, wrongKey]);
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toBe('header x-api-key was sent more than once');
  });
});
