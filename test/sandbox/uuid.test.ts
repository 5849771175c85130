import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../src/sandbox/random.ts';
import { uuidV1, uuidV4 } from '../../src/sandbox/uuid.ts';

const many = <T>(make: () => T): T[] => Array.from({ length: 500 }, make);

describe.each([
  ['uuidV1', uuidV1, /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ['uuidV4', uuidV4, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
])('%s', (_name, make, form) => {
  it('has its form, and no two alike', () => {
    const generator = createSeededRandom('seed');
    const made = many(() => make(generator));
    expect(made.filter((each) => !form.test(each))).toEqual([]);
    expect(new Set(made).size).toBe(made.length);
  });

  it('follows from the seed', () => {
    expect(make(createSeededRandom('seed'))).toBe(make(createSeededRandom('seed')));
  });
});
