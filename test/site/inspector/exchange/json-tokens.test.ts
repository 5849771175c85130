import { assert, json, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenizeJson } from '../../../../src/site/inspector/exchange/json-tokens.ts';

const text = (source: string) =>
  tokenizeJson(source)
    ?.map((token) => token.text)
    .join('');

describe('formatJson', () => {
  test('indents as JSON.stringify does', () => {
    const value = { a: [1, 'x', null, true], b: {}, c: [], d: { e: [[0.5]] } };
    expect(text(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  });

  test('tells keys, strings, numbers and keywords apart', () => {
    expect(tokenizeJson('{"a":"a: 1","b":-2.5e3,"c":null}')?.filter(({ kind }) => kind !== 'plain')).toEqual([
      { kind: 'key', text: '"a"' },
      { kind: 'string', text: '"a: 1"' },
      { kind: 'key', text: '"b"' },
      { kind: 'number', text: '-2.5e3' },
      { kind: 'key', text: '"c"' },
      { kind: 'keyword', text: 'null' },
    ]);
  });

  test('leaves numbers and escapes as they were written', () => {
    expect(text('[12345678901234567890,1.0,"\\u0041\\""]')).toContain('12345678901234567890,\n  1.0,\n  "\\u0041\\""');
  });

  test('has nothing for what is not JSON', () => {
    expect(tokenizeJson('{"name": "my')).toBeUndefined();
    expect(tokenizeJson('<b>no</b>')).toBeUndefined();
  });

  test('never changes a value', () => {
    assert(
      property(json(), (source) => {
        expect(JSON.parse(text(source)!)).toEqual(JSON.parse(source));
      }),
    );
  });
});
