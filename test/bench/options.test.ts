import { describe, expect, it } from 'vitest';
import { OptionError } from './option-error.ts';
import { help, parts, readOptions } from './options.ts';

describe('readOptions', () => {
  it('measures all of it in five rounds, and writes it down', () => {
    expect(readOptions([])).toMatchObject({ rounds: 5, connections: [1, 16, 128], only: [], write: true });
  });

  it('writes nothing of a quick run or a part unless asked', () => {
    expect(readOptions(['--quick'])).toMatchObject({ rounds: 1, connections: [16], write: false });
    expect(readOptions(['--only', 'get'])).toMatchObject({ only: ['get'], write: false });
    expect(readOptions(['--quick', '--write'])).toMatchObject({ write: true });
  });

  it.each([
    [['--fast'], "Unknown option '--fast'"],
    [['--only', 'put'], 'not "put"'],
    [['--rounds', '0'], '--rounds takes whole numbers above 0, not "0"'],
    [['--connections', '1,many'], '--connections takes whole numbers above 0, not "many"'],
    [['--load', 'ab'], '--load takes wrk or autocannon, not "ab"'],
    [['--only', 'get', '--write'], '--write needs all parts'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(OptionError);
    expect(() => readOptions(args)).toThrow(message);
  });

  it('names every part in its help', () => {
    expect(parts.filter((part) => !help.includes(part))).toEqual([]);
  });
});
