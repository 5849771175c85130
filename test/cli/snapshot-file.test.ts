import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readOptions, startOptions } from '../../src/cli/options.ts';

/** Reads a file as `--snapshot` does. */
function read(content: string | Uint8Array): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'snapshot.json');
  writeFileSync(file, content);
  return startOptions(readOptions(['--snapshot', file], {})).snapshot;
}

describe('the file of --snapshot', () => {
  it.each([
    ['UTF-8', '{"a":"ü😀"}'],
    ['a byte order mark', '\ufeff{"a":"ü😀"}'],
    ['line ends of Windows', '{\r\n"a":"ü😀"}\r\n'],
  ])('may have %s', (_what, text) => {
    expect(read(text)).toEqual({ a: 'ü😀' });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['is in Latin-1', Buffer.from('{"a":"ü"}', 'latin1'), 'it is not valid UTF-8'],
    ['is in UTF-16', Buffer.from('\ufeff{"a":"ü"}', 'utf16le'), 'it is not valid UTF-8'],
    ['has an overlong form', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'it is not valid UTF-8'],
    ['has half of a surrogate pair', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'it is not valid UTF-8'],
    ['is cut within a character', Buffer.from('{"a":"ü').subarray(0, -1), 'it is not valid UTF-8'],
    ['is empty', '', 'Unexpected end of JSON input'],
    ['has two marks', '\ufeff\ufeff{}', 'Unexpected token'],
    ['has a comment', '{} // no', 'Unexpected non-whitespace character'],
    ['has single quotes', "{'a':1}", 'Expected property name'],
  ])('that %s is refused', (_what, content, reason) => {
    expect(() => read(content)).toThrow(
      expect.objectContaining({ name: 'OptionError', message: expect.stringContaining(reason) }),
    );
  });

  it('that is a directory, or missing, is refused', () => {
    for (const file of [tmpdir(), join(tmpdir(), 'no-such-file.json')]) {
      expect(() => startOptions(readOptions(['--snapshot', file], {}))).toThrow(`--snapshot ${file} cannot be read: E`);
    }
  });
});
