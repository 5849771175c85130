import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createTokenMatcher,
  defaultSandbox,
  isSandboxName,
  mintedFor,
  mintedHeader,
  sandboxToken,
} from '../../src/sandbox/tokens.ts';

const name = fc.stringMatching(/^[a-z0-9-]{1,63}$/);
/** Printable ASCII characters without spaces, as `--token` takes it. */
const serverToken = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code)),
  minLength: 1,
  maxLength: 300,
});

const minted = (header: unknown): string =>
  `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${Buffer.from('{}').toString('base64url')}.c2ln`;

describe('the name of a sandbox', () => {
  it.each(['a', 'worker-1', '0', '-', 'a'.repeat(63)])('can be %s', (text) => {
    expect(isSandboxName(text)).toBe(true);
  });

  it.each(['', 'A', 'worker_1', 'a b', 'a/b', '..', '.', 'ä', 'a\n', 'a'.repeat(64), 'a~b', '*'])(
    'cannot be %j',
    (text) => {
      expect(isSandboxName(text)).toBe(false);
    },
  );
});

describe('the token of a sandbox', () => {
  it('opens that sandbox and no other, whatever the token of the server is', () => {
    fc.assert(
      fc.property(serverToken, name, (token, sandbox) => {
        expect(createTokenMatcher(token)(sandboxToken(token, sandbox))).toBe(sandbox);
      }),
    );
  });

  it('is that of the server for default', () => {
    fc.assert(
      fc.property(serverToken, (token) => {
        expect(sandboxToken(token, defaultSandbox)).toBe(token);
        expect(createTokenMatcher(token)(token)).toBe(defaultSandbox);
        expect(createTokenMatcher(token)(`${token}~${defaultSandbox}`)).toBe(defaultSandbox);
      }),
    );
  });

  it('opens nothing on another server, unless that one makes the same token', () => {
    fc.assert(
      fc.property(serverToken, serverToken, name, (own, other, sandbox) => {
        const token = sandboxToken(own, sandbox);
        fc.pre(token !== other && !token.startsWith(`${other}~`));
        expect(createTokenMatcher(other)(token)).toBeUndefined();
      }),
    );
  });

  it.each([
    '',
    '~',
    'token~',
    '~w1',
    'token~W1',
    'token~w 1',
    'token~a/b',
    'token~..',
    'toke~w1',
    'tokenn~w1',
    'token ~w1',
  ])('cannot be %j', (token) => {
    expect(createTokenMatcher('token')(token)).toBeUndefined();
  });

  it('may have a ~ before the last one', () => {
    const match = createTokenMatcher('a~b');
    expect([match('a~b'), match('a~b~w1'), match('a~w1'), match('a')]).toEqual(['default', 'w1', undefined, undefined]);
  });

  it('is not taken for a longer one that begins alike', () => {
    const token = 'x'.repeat(300);
    const match = createTokenMatcher(token);
    expect([match(`${token}x`), match(token.slice(1)), match(`${token}~w1`)]).toEqual([undefined, undefined, 'w1']);
  });
});

describe('a minted token', () => {
  it('says which sandbox it is of', () => {
    fc.assert(
      fc.property(name, (sandbox) => {
        expect(mintedFor(minted(mintedHeader(sandbox)))).toBe(sandbox);
      }),
    );
  });

  it('says nothing more in default than it did', () => {
    expect(mintedHeader(defaultSandbox)).toEqual({ alg: 'EdDSA', typ: 'JWT' });
  });

  it('of somebody else is of default, which refuses it', () => {
    expect(mintedFor(minted({ alg: 'RS256' }))).toBe(defaultSandbox);
  });

  it.each([{ kid: 'Not A Name' }, { kid: 1 }, { kid: '../..' }, { kid: '' }])(
    'is of none for the header %o',
    (header) => {
      expect(mintedFor(minted(header))).toBeUndefined();
    },
  );

  it('is of none, and throws nothing, for any text that is no JWT', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((rest) => `eyJ${rest}`),
        ),
        (text) => {
          expect(isSandboxName(mintedFor(text) ?? defaultSandbox)).toBe(true);
        },
      ),
    );
    expect(['token', 'eyJ', 'eyJ.', 'eyJhIjox', ''].map(mintedFor)).toEqual(Array(5).fill(undefined));
  });
});
