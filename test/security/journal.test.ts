import * as fc from 'fast-check';
import { createMockplane, type Exchange } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTextRedactor } from '../../src/pipeline/redact.ts';
import { found, type Leak, leaks } from './secrets.ts';

/** Printable ASCII characters without spaces, as `--token` takes it; long enough to be no part of a word. */
const ownToken = fc
  .string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code)),
    minLength: 8,
    maxLength: 40,
  })
  .filter((token) => !/^(.)\1*$/.test(token));

/** Three parts of base64url, the first of which begins as that of every JSON Web Token does. */
const part = fc.uint8Array({ minLength: 6, maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
const jwt = fc.tuple(part, part, part).map(([head, claims, signature]) => `eyJ${head}.${claims}.${signature}`);

/** Sends a request to a Mockplane and gives what its journal and its log then have. */
async function kept({ method, path, headers, body }: Leak, token?: string): Promise<string> {
  const told: Exchange[] = [];
  const mockplane = createMockplane({ token, seed: 1, onExchange: (exchange) => told.push(exchange) });
  try {
    await mockplane.fetch(path, { method, headers: { ...headers }, ...(body !== undefined && { body }) });
    expect(told).toHaveLength(1);
    const { sandbox } = told[0]!;
    const listed = await mockplane.fetch('/_mockplane/exchanges?sandbox=*');
    const shown = await mockplane.fetch(`/_mockplane/exchanges/1?sandbox=${sandbox}`);
    expect(shown.status).toBe(200);
    return JSON.stringify([mockplane.sandbox(sandbox).exchanges(), told, await listed.json(), await shown.json()]);
  } finally {
    mockplane.close();
  }
}

const places = Object.keys(leaks(''));

describe('the journal', () => {
  it.each(places)('keeps no token that a request has %s', async (place) => {
    await fc.assert(
      fc.asyncProperty(jwt, async (secret) => {
        expect(found([secret], await kept(leaks(secret)[place]!))).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  it.each(places)("keeps nothing of the server's own token that a request has %s", async (place) => {
    await fc.assert(
      fc.asyncProperty(ownToken, async (secret) => {
        expect(found([secret], await kept(leaks(secret, secret)[place]!, secret))).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  it.each(places)(
    'keeps no token of a sandbox that a request has %s, however short that of the server is',
    async (place) => {
      const short = fc.stringMatching(/^[b-y]{1,7}$/);
      const name = fc.stringMatching(/^[a-z0-9-]{1,63}$/).filter((text) => text !== 'default');
      await fc.assert(
        fc.asyncProperty(fc.oneof(ownToken, short), name, async (token, sandbox) => {
          const secret = `${token}~${sandbox}`;
          expect(found([secret], await kept(leaks(secret, secret)[place]!, token))).toEqual([]);
        }),
        { numRuns: 4 },
      );
    },
  );

  it('keeps a value that the contract lists, under the name of a credential', async () => {
    using mockplane = createMockplane();
    const headers = { authorization: `Bearer ${mockplane.token}` };
    const path = '/v1/organizations/my-org/databases/my-db/auth/tokens?authorization=';
    for (const value of ['read-only', 'Bearer+abc', 'read-only2']) {
      await mockplane.fetch(path + value, { method: 'POST', headers });
    }
    expect(mockplane.exchanges().map(({ target }) => target)).toEqual([`${path}read-only`, `${path}…`, `${path}…`]);
    expect(mockplane.exchanges()[0]?.request.headers).toEqual({ authorization: '…' });
  });

  it('keeps no token that a reply gives', async () => {
    const mockplane = createMockplane();
    onTestFinished(() => mockplane.close());
    const headers = { authorization: `Bearer ${mockplane.token}` };
    const mint = async (path: string) => (await mockplane.fetch(path, { method: 'POST', headers })).json();
    const { token } = (await mint('/v1/auth/api-tokens/one')) as { token: string };
    const { jwt: opens } = (await mint('/v1/organizations/my-org/databases/my-db/auth/tokens')) as { jwt: string };
    expect(found([token, opens], JSON.stringify(mockplane.exchanges()))).toEqual([]);
  });
});

describe('what is concealed', () => {
  const conceal = createTextRedactor('my-own-token');

  it.each([
    ['{"token":"a"}', '{"token":"…"}'],
    ['{"Password" : "a\\"b"}', '{"Password" : "…"}'],
    ['{"token":"a\\\nb"}', '{"token":"…"}'],
    ['{"access_token":"cut of', '{"access_token":"…"'],
    ['{"token":""}', '{"token":""}'],
    ['{"tokens":["a"]}', '{"tokens":["a"]}'],
    ['/x?a=1&token=abc&b=2', '/x?a=1&token=…&b=2'],
    ['password=abc&token=', 'password=…&token='],
    ['it says my-own-token.', 'it says ….'],
    ['my-own-token~worker-1, my-own-token~2', '…, …'],
    ['a=my-own-token%7Eworker-1&b', 'a=…&b'],
    ['my-own-token~', '…~'],
    ['xeyJh.eyJb.sig-x!', 'x…!'],
    ['eyJh.eyJb', '…'],
    ['eyJhbGciOi and more', 'eyJhbGciOi and more'],
    ['eyJh.b.', '…'],
  ])('%j is %j', (text, shown) => {
    expect(conceal(text)).toBe(shown);
  });

  it('is not every letter where the token is one', () => {
    expect(createTextRedactor('a')('banana {"token":"a"}')).toBe('banana {"token":"…"}');
  });

  it('is the whole token of a sandbox, though that of the server is a letter', () => {
    const concealShort = createTextRedactor('a');
    expect(concealShort('banana~worker-1 a b~a')).toBe('banan… a b~a');
    expect(createTextRedactor('')('~worker-1')).toBe('~worker-1');
  });

  it('keeps the rest as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '/', '-', '.', '"', '{', '}', ' ', 'ü', '\\') }),
        (text) => {
          expect(conceal(text)).toBe(text);
        },
      ),
    );
  });
});
