import { describe, expect, it } from 'vitest';
import type { SqlValue } from '../../../../src/site/inspector/model/sql-client.ts';
import { formatValue } from '../../../../src/site/inspector/sql/format-value.ts';

describe('formatValue', () => {
  it.each<[SqlValue, string]>([
    [{ type: 'null' }, 'NULL'],
    [{ type: 'integer', value: '9223372036854775807' }, '9223372036854775807'],
    [{ type: 'float', value: 2 }, '2.0'],
    [{ type: 'float', value: -0.5 }, '-0.5'],
    [{ type: 'float', value: 1e300 }, '1e+300'],
    [{ type: 'float', value: null }, 'infinite'],
    [{ type: 'text', value: '<b>' }, '<b>'],
    [{ type: 'blob', base64: 'AP8' }, "x'00ff'"],
    [{ type: 'blob', base64: '' }, "x''"],
    [{ type: 'blob', base64: btoa('a'.repeat(40)) }, `x'${'61'.repeat(32)}'… (40 bytes)`],
  ])('writes %j as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});
