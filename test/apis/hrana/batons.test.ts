import { assert, bigInt, constantFrom, nat, pre, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatons } from '../../../src/apis/hrana/batons.ts';

const number = bigInt({ min: 0n, max: 2n ** 64n - 1n });

describe('createBatons', () => {
  it('reads what it has signed', () => {
    const batons = createBatons();
    assert(
      property(number, number, (stream, sequence) => {
        expect(batons.decode(batons.encode({ stream, sequence }))).toEqual({ stream, sequence });
      }),
    );
  });

  it('reads nothing that was changed in one place', () => {
    const batons = createBatons();
    assert(
      property(number, number, nat(63), constantFrom('A', 'a', '0', '+', '/'), (stream, sequence, place, digit) => {
        const baton = batons.encode({ stream, sequence });
        pre(baton[place] !== digit);
        expect(batons.decode(baton.slice(0, place) + digit + baton.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  it('reads nothing that another process has signed', () => {
    const baton = createBatons().encode({ stream: 1n, sequence: 2n });
    expect(createBatons().decode(baton)).toBeUndefined();
  });

  it.each(['', 'zzz', 'A'.repeat(64), 'A'.repeat(65), '!'.repeat(64)])('reads nothing in %j', (text) => {
    expect(createBatons().decode(text)).toBeUndefined();
  });
});
