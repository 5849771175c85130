import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatcher } from '../../../../src/sql/local/functions/regexp.ts';

describe('regexp', () => {
  it.each([
    ['^a.c$', 'abc', true],
    ['z', 'abc', false],
    ['', 'x', true],
    ['a|', 'x', true],
    ['^(ab|cd)*$', 'abcdab', true],
    ['^(ab|cd)*$', 'abcda', false],
    ['^a{2,3}$', 'aaa', true],
    ['^a{2,3}$', 'aaaa', false],
    ['^a{2}$', 'aa', true],
    ['^a{2,}$', 'aaaaa', true],
    ['[^a-c]', 'abcd', true],
    ['[]a]', ']', true],
    ['[a-]', '-', true],
    ['\\bfoo\\b', 'a foo b', true],
    ['\\bfoo\\b', 'afoob', false],
    ['^\\d+\\.\\d*$', '12.5', true],
    ['\\w\\W\\s', 'a  ', true],
    ['^\\u00e9\\x41\\t$', 'éA\t', true],
    ['^.$', '😀', true],
    ['\\(\\)', '()', true],
  ])('matches %s against %s: %s', (pattern, text, expected) => {
    expect(createMatcher(pattern)(text)).toBe(expected);
  });

  it.each([
    ['(', "unmatched '('"],
    ['a)', "unmatched ')'"],
    ['[a', "unclosed '['"],
    ['*a', "'*' without operand"],
    ['a{3,2}', 'n less than m in {m,n}'],
    ['a{2', "unmatched '{'"],
    ['\\q', 'unknown \\ escape'],
    ['(a{1000}){1000}', 'REGEXP pattern too big'],
    ['('.repeat(10_000), 'REGEXP pattern too big'],
  ])('refuses %s', (pattern, message) => {
    expect(() => createMatcher(pattern)).toThrow(message);
  });

  it('agrees with the matching of JavaScript', () => {
    const atom = fc.constantFrom('a', 'b', '.', '\\d', '\\w', '[ab]', '[^a]', '^', '$', '\\b', '1');
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
        fc
          .tuple(fc.constantFrom('a', 'b', '[ab]', '\\d'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{1,}'))
          .map(([part, times]) => part + times),
        tie('pattern').map((part) => `(${part})*`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        expect(createMatcher(source)(subject)).toBe(new RegExp(source, 'su').test(subject));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no longer for a pattern that has many ways to match', () => {
    // By trying one way after the other this would not end.
    expect(createMatcher('^(a+)+$')(`${'a'.repeat(5_000)}b`)).toBe(false);
    expect(createMatcher('(x+x+)+y')('x'.repeat(5_000))).toBe(false);
  });
});
