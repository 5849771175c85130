import { describe, expect, it } from 'vitest';
import { createGenerator } from '../../src/sandbox/random.ts';
import { hostnamePrefix, tokenId, uuid1, uuid4 } from '../../src/sandbox/uuid.ts';

const many = <T>(make: () => T): T[] => Array.from({ length: 500 }, make);

describe.each([
  ['uuid1', uuid1, /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ['uuid4', uuid4, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ['tokenId', tokenId, /^[A-Za-z0-9_-]{22}$/],
  ['hostnamePrefix', hostnamePrefix, /^[0-9a-f]{14}$/],
])('%s', (_name, make, form) => {
  it('has its form, and no two alike', () => {
    const generator = createGenerator('seed');
    const made = many(() => make(generator));
    expect(made.filter((each) => !form.test(each))).toEqual([]);
    expect(new Set(made).size).toBe(made.length);
  });

  it('follows from the seed', () => {
    expect(make(createGenerator('seed'))).toBe(make(createGenerator('seed')));
  });
});

describe('tokenId', () => {
  it('is a UUID of version 1', () => {
    const generator = createGenerator('seed');
    for (const id of many(() => tokenId(generator))) {
      const bytes = Buffer.from(id, 'base64url');
      expect([bytes.length, bytes[6]! >> 4, bytes[8]! >> 6]).toEqual([16, 1, 2]);
    }
  });
});
