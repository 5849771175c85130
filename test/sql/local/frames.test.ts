import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameReader, frameOf } from '../../../src/sql/local/frames.ts';

const frame = fc.record({
  value: fc.string({ unit: 'grapheme' }),
  bytes: fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 3 }),
});

describe('createFrameReader', () => {
  it('reads what frameOf writes, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.nat(30)), (frames, cuts) => {
        const sent = Buffer.concat(frames.map(({ value, bytes }) => frameOf(JSON.stringify({ value }), bytes)));
        const read: unknown[] = [];
        const take = createFrameReader((json, bytes) => read.push({ json, bytes: [...bytes] }));
        let start = 0;
        for (const cut of cuts) {
          take(sent.subarray(start, start + cut));
          start += cut;
        }
        take(sent.subarray(start));
        expect(read).toEqual(
          frames.map(({ value, bytes }) => ({
            json: JSON.stringify({ value }),
            bytes: bytes.flatMap((each) => [...each]),
          })),
        );
      }),
    );
  });
});
