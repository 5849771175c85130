import { describe, expect, it } from 'vitest';
import { changeText, formatJson, formatTable } from '../../../src/cli/sql/results.ts';
import type { Result, Value } from '../../../src/cli/sql/wire.ts';

const result = (names: readonly (string | null)[], ...rows: (readonly Value[])[]): Result => ({
  cols: names.map((name) => ({ name })),
  rows,
  affected_row_count: 0,
});

const edges = result(
  ['id', 'text', 'blob', 'float', 'none'],
  [
    { type: 'integer', value: '9223372036854775807' },
    { type: 'text', value: 'a\n\u001b[2J' },
    { type: 'blob', base64: 'AP8' },
    { type: 'float', value: 2 },
    { type: 'null' },
  ],
  [
    { type: 'integer', value: '-1' },
    { type: 'text', value: 'ä' },
    { type: 'blob', base64: '' },
    { type: 'float', value: null },
    { type: 'null' },
  ],
);

describe('formatTable', () => {
  it('aligns columns and escapes control characters', () => {
    expect(formatTable(edges).split('\n')).toEqual([
      'id                   text          blob     float  none',
      '-------------------  ------------  -------  -----  ----',
      "9223372036854775807  a\\x0a\\x1b[2J  x'00ff'    2.0  NULL",
      "                 -1  ä             x''       NULL  NULL",
    ]);
  });

  it('shows the header of an empty result', () => {
    expect(formatTable(result(['id', null]))).toBe('id\n--');
  });
});

describe('formatJson', () => {
  it('keeps every digit of an integer', () => {
    expect(formatJson(edges)).toBe(
      [
        String.raw`[{"id":9223372036854775807,"text":"a\n\u001b[2J","blob":{"base64":"AP8"},"float":2,"none":null},`,
        '{"id":-1,"text":"ä","blob":{"base64":""},"float":null,"none":null}]',
      ].join('\n'),
    );
  });

  it('loses no column of a repeated name', () => {
    const one: Value = { type: 'integer', value: '1' };
    const text = formatJson(result(['id', 'id', 'id:1', 'id'], [one, one, one, one]));
    expect(Object.keys((JSON.parse(text) as object[])[0]!)).toEqual(['id', 'id:2', 'id:1', 'id:3']);
  });

  it('is an empty array without rows', () => {
    expect(formatJson(result(['id']))).toBe('[]');
  });
});

describe('changeText', () => {
  it.each([
    [0, '0 rows changed'],
    [1, '1 row changed'],
    [2, '2 rows changed'],
  ])('says %i', (count, text) => {
    expect(changeText({ cols: [], rows: [], affected_row_count: count })).toBe(text);
  });
});
