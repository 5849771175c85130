import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../src/sandbox/random.ts';

describe('a generator', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    const [one, same, other] = ['one', 'one', 'two'].map((seed) => createSeededRandom(seed).bytes(32));
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  it('gives unguessable bytes without a seed', () => {
    expect(createSeededRandom().bytes(32)).not.toEqual(createSeededRandom().bytes(32));
  });

  it.each([0, 1, 7, 32, 33, 100])('gives %i bytes', (length) => {
    expect(createSeededRandom('seed').bytes(length)).toHaveLength(length);
  });

  it('draws nothing twice', () => {
    const generator = createSeededRandom('seed');
    const drawn = Array.from({ length: 1_000 }, () => generator.bytes(16).toString('hex'));
    expect(new Set(drawn).size).toBe(1_000);
  });

  it('goes on from a position that was kept', () => {
    const generator = createSeededRandom('seed');
    generator.bytes(100);
    generator.integer(7);
    const position = generator.position();
    const next = generator.bytes(16);
    const later = createSeededRandom('seed');
    later.moveTo(position);
    expect(later.bytes(16)).toEqual(next);
  });

  it('draws numbers from zero up to a limit, all of them about as often', () => {
    const generator = createSeededRandom('seed');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw++) {
      const number = generator.integer(10);
      counts[number] = counts[number]! + 1;
    }
    expect(counts).toHaveLength(10);
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1_150);
  });
});
