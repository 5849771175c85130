import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../src/sandbox/clock/time.ts';

/** RFC 3339 allows lower case and offsets; the admin contract narrows it to UTC, so that a text has one meaning. */
const valid = [
  ['2028-02-29T23:59:59Z', 1_835_481_599_000],
  ['2030-01-01T00:00:00Z', 1_893_456_000_000],
  ['2030-01-01T00:00:00.123Z', 1_893_456_000_123],
  ['2030-01-01T00:00:00.5Z', 1_893_456_000_500],
  ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
] as const;

const invalid = [
  // Without a zone it would be another moment on each machine.
  '2030-01-01T00:00:00',
  '2030-01-01',
  '2030-01-01 00:00:00',
  '2030-01-01 00:00:00Z',
  '2030-01-01T00:00:00+02:00',
  '2030-01-01T00:00:00-00:00',
  '2030-01-01t00:00:00z',
  // Days and hours that there are not.
  '2030-02-29T00:00:00Z',
  '2030-02-30T00:00:00Z',
  '2030-13-01T00:00:00Z',
  '2030-00-01T00:00:00Z',
  '2030-01-00T00:00:00Z',
  '2030-01-01T24:00:00Z',
  '2030-01-01T23:60:00Z',
  '2030-12-31T23:59:60Z',
  // Forms of Date.parse and of ISO 8601 that RFC 3339 has not.
  '2030-1-1T00:00:00Z',
  '2030-01-01T00:00Z',
  '20300101T000000Z',
  '2030-W01-1T00:00:00Z',
  '+002030-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '12030-01-01T00:00:00Z',
  '2030-01-01T00:00:00.Z',
  '2030-01-01T00:00:00,5Z',
  '2030-01-01T00:00:00.1234Z',
  'Tue, 01 Jan 2030 00:00:00 GMT',
  '1893456000000',
  'now',
  '',
  ' 2030-01-01T00:00:00Z',
  '2030-01-01T00:00:00Z\n',
  '2030\u201001\u201001T00:00:00Z',
  '２０３０-01-01T00:00:00Z',
];

describe('a time', () => {
  it.each(valid)('%s is %i', (text, moment) => {
    expect(parseTime(text)).toBe(moment);
  });

  it.each(invalid)('%j is none', (text) => {
    expect(parseTime(text)).toBe(Number.NaN);
  });

  it('is the same in process and over HTTP', async () => {
    using mockplane = createMockplane({ clock: { now: 0, running: false } });
    const set = async (now: string) =>
      (await mockplane.admin.PATCH('/_mockplane/clock', { body: { now } })).response.status;
    for (const [text] of valid) expect(await set(text)).toBe(200);
    for (const text of invalid) {
      expect(await set(text)).toBe(400);
      expect(() => createMockplane({ clock: { now: text } })).toThrow('clock.now takes a Date, a time in UTC');
    }
  });
});
