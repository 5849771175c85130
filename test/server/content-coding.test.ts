import { describe, expect, it } from 'vitest';
import { chooseCoding } from '../../src/server/content-coding.ts';

describe('chooseCoding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['x-gzip', 'gzip'],
    ['br;q=0.5, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['gzip;q=0.2, identity', 'identity'],
    ['gzip;q=1.0, identity;q=0.5, *;q=0', 'gzip'],
    ['zstd', 'identity'],
    ['br;q=nonsense', 'identity'],
  ])('%j: %s', (header, coding) => {
    expect(chooseCoding(header, ['br', 'gzip'])).toBe(coding);
  });

  it('sends a file as it is when the build did not compress it', () => {
    expect(chooseCoding('br, gzip', [])).toBe('identity');
  });
});
