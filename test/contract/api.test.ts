import { describe, expect, it } from 'vitest';
import { type Api, pathWithin } from '../../src/contract/api.ts';
import { tinyApi } from '../helpers/tiny-api.ts';

const dated = (edition: string): Api => ({ ...tinyApi, edition });

describe('pathWithin', () => {
  it.each([
    ['/files', '/files'],
    ['/files/one', '/files/one'],
    ['/notes/', '/notes/'],
    ['/filesystem', undefined],
    ['/file', undefined],
    ['/2023/files', undefined],
    ['/', undefined],
  ])('finds %s below the prefixes of an API with one edition as %s', (path, inner) => {
    expect(pathWithin(tinyApi, path, '2023')).toBe(inner);
  });

  it.each([
    ['2023', '/files/one', '/files/one'],
    ['2026', '/files/one', undefined],
    ['2026', '/2026/files/one', '/files/one'],
    ['2023', '/2023/files/one', '/files/one'],
    ['2023', '/2026/files/one', undefined],
    ['2026', '/2026/other', undefined],
    ['2026', '/2026', undefined],
  ])('serves edition %s of two at %s as %s, when 2023 is at the root', (edition, path, inner) => {
    expect(pathWithin(dated(edition), path, '2023')).toBe(inner);
  });
});
