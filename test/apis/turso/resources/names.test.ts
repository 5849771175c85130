import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../../src/sandbox/random.ts';
import { instanceName } from '../../../../src/apis/turso/resources/names.ts';

/** What the contract lets a name be. */
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
