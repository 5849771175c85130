import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../../src/sandbox/random.ts';
import { hostnamePrefix, instanceName, tokenId } from '../../../../src/apis/turso/resources/names.ts';

/** The contract's pattern of a name. */
const form = /^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/;

describe('instanceName', () => {
  it('gives two words', () => {
    const generator = createSeededRandom('seed');
    for (let count = 0; count < 500; count++) {
      expect(instanceName(generator, () => false)).toMatch(/^[a-z]+-[a-z]+$/);
    }
  });

  it('gives a name that is not taken, when most are', () => {
    const generator = createSeededRandom('seed');
    const taken = new Set<string>();
    for (let count = 0; count < 8_000; count++) taken.add(instanceName(generator, (name) => taken.has(name)));
    expect(taken.size).toBe(8_000);
    expect([...taken].filter((name) => !form.test(name))).toEqual([]);
  });
});

describe.each([
  ['tokenId', tokenId, /^[A-Za-z0-9_-]{22}$/],
  ['hostnamePrefix', hostnamePrefix, /^[0-9a-f]{14}$/],
])('%s', (_name, make, pattern) => {
  it('has its form, and no two alike', () => {
    const generator = createSeededRandom('seed');
    const made = Array.from({ length: 500 }, () => make(generator));
    expect(made.filter((each) => !pattern.test(each))).toEqual([]);
    expect(new Set(made).size).toBe(made.length);
  });

  it('follows from the seed', () => {
    expect(make(createSeededRandom('seed'))).toBe(make(createSeededRandom('seed')));
  });
});

describe('tokenId', () => {
  it('is a UUID of version 1', () => {
    const generator = createSeededRandom('seed');
    for (let count = 0; count < 500; count++) {
      const bytes = Buffer.from(tokenId(generator), 'base64url');
      expect([bytes.length, bytes[6]! >> 4, bytes[8]! >> 6]).toEqual([16, 1, 2]);
    }
  });
});
