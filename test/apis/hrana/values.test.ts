import { assert, bigInt, constant, double, oneof, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWire, toWire } from '../../../src/apis/hrana/values.ts';
import type { SqlValue } from '../../../src/sql/engine.ts';

describe('fromWire', () => {
  it('reads an integer at both ends of its 64 bits', () => {
    expect(fromWire({ type: 'integer', value: '9223372036854775807' })).toBe(2n ** 63n - 1n);
    expect(fromWire({ type: 'integer', value: '-9223372036854775808' })).toBe(-(2n ** 63n));
    expect(fromWire({ type: 'integer', value: '+7' })).toBe(7n);
  });

  it.each(['9223372036854775808', '-9223372036854775809', '100000000000000000000'])(
    'refuses the integer %s',
    (value) => {
      expect(() => fromWire({ type: 'integer', value })).toThrow('expected decimal integer as a string');
    },
  );

  it('reads base64 with padding and without', () => {
    expect(fromWire({ type: 'blob', base64: 'AQI=' })).toEqual(Buffer.from([1, 2]));
    expect(fromWire({ type: 'blob', base64: 'AQI' })).toEqual(Buffer.from([1, 2]));
    expect(fromWire({ type: 'blob', base64: '' })).toEqual(Buffer.alloc(0));
  });

  it('refuses base64 that ends within a byte', () => {
    expect(() => fromWire({ type: 'blob', base64: 'AQIDB' })).toThrow('expected binary data encoded as base64');
  });

  it('refuses a float without a number', () => {
    expect(() => fromWire({ type: 'float', value: null })).toThrow('expected a number');
  });
});

describe('toWire', () => {
  it('writes an infinite float as null', () => {
    expect(toWire(Infinity)).toEqual({ type: 'float', value: null });
  });

  it('leaves out the padding of base64', () => {
    expect(toWire(Buffer.from([0]))).toEqual({ type: 'blob', base64: 'AA' });
    expect(toWire(Buffer.from([0, 255]))).toEqual({ type: 'blob', base64: 'AP8' });
    expect(toWire(Buffer.from([0, 255, 16]))).toEqual({ type: 'blob', base64: 'AP8Q' });
  });

  it('writes what fromWire reads back, for every value', () => {
    const value = oneof(
      constant(null),
      bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      double({ noNaN: true, noDefaultInfinity: true }),
      string({ unit: 'grapheme' }),
      uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    );
    assert(
      property(value, (given: SqlValue) => {
        const wire = JSON.parse(JSON.stringify(toWire(given))) as ReturnType<typeof toWire>;
        // JSON has no negative zero.
        expect(fromWire(wire)).toEqual(Object.is(given, -0) ? 0 : given);
      }),
    );
  });
});
