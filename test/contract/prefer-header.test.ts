import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePreferHeader } from '../../src/contract/prefer-header.ts';
import { parsePreferences } from '../../src/contract/preferences.ts';

describe('the Prefer header (RFC 7240)', () => {
  it.each([
    // The examples of the standard.
    ['respond-async, wait=10', {}],
    ['Lenient', {}],
    ['foo; some-parameter', {}],
    ['foo=""; bar=""', {}],
    // Names in any case, blanks around each part, words in quotes.
    ['CODE=404', { code: 404 }],
    ['code = 404', { code: 404 }],
    ['code="404"', { code: 404 }],
    [String.raw`code="4\04"`, { code: 404 }],
    ['\t code=404\t,\texample = name-taken ', { code: 404, example: 'name-taken' }],
    ['code=404;example=name-taken', { code: 404, example: 'name-taken' }],
    ['code=404; dynamic', { code: 404, dynamic: true }],
    ['dynamic=""', { dynamic: true }],
    // The first of two values counts.
    ['code=404, code=409', { code: 404 }],
    ['dynamic=false, dynamic=true', { dynamic: false }],
    // Separators in quotes separate nothing.
    ['example="a,b;c=d"', { example: 'a,b;c=d' }],
    [String.raw`example="a\"b\\c"`, { example: String.raw`a"b\c` }],
    ['foo="code=404, code=409"', {}],
    [String.raw`foo="\", code=404"`, {}],
    // Parameters of other preferences are theirs.
    ['respond-async; code=404', {}],
    ['respond-async; code=404, code=409', { code: 409 }],
    ['; code=404', {}],
    // Empty elements, and those without a name.
    [',,;,code=404,;', { code: 404 }],
    ['=404', {}],
    ['=404, code=409', { code: 409 }],
    ['', {}],
    [' ', {}],
    ['xcode=404, code-x=404, code.x=404', {}],
    // An unfinished quote takes the rest of the header.
    ['foo="bar, code=404', {}],
  ])('%j is read as %j', (header, expected) => {
    expect(parsePreferences(header)).toEqual(expected);
  });

  it.each([
    ['code', 'code must be a status such as 404, not ""'],
    ['code=', 'code must be a status such as 404, not ""'],
    ['code=99', 'not "99"'],
    ['code=600', 'not "600"'],
    ['code=0404', 'not "0404"'],
    ['code=+404', 'not "+404"'],
    ['code=4e2', 'not "4e2"'],
    ['code=404.0', 'not "404.0"'],
    ['code=٤٠٤', 'not "٤٠٤"'],
    ['code=404 409', 'not "404 409"'],
    ['code="404"x', 'not "404x"'],
    ['code="404', 'not ""404"'],
    ["code='404'", 'not "\'404\'"'],
    ['dynamic=1', 'dynamic must be true or false, not "1"'],
    ['dynamic=TRUE', 'dynamic must be true or false, not "TRUE"'],
    ['example', 'example must be the name of an example'],
    ['example=""', 'example must be the name of an example'],
  ])('%j is refused', (header, message) => {
    expect(() => parsePreferences(header)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(message) }),
    );
  });

  it('is read in linear time, and gives back what a client writes', () => {
    const name = fc.stringMatching(/^[a-z][a-z-]{0,8}$/);
    const preference = fc.record({ name, value: fc.string({ maxLength: 20 }) });
    fc.assert(
      fc.property(fc.array(preference, { maxLength: 5 }), (given) => {
        const header = given
          .map(({ name: each, value }) => `${each}="${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`)
          .join(', ');
        expect(parsePreferHeader(header)).toEqual(given.map((each) => ({ ...each, parameters: [] })));
      }),
    );
    const long = 'a="'.repeat(50_000);
    expect(parsePreferHeader(long).length).toBeLessThan(100_000);
  });
});
