import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { defineFunctions } from '../../../../src/sql/local/functions/functions.ts';

const db = new DatabaseSync(':memory:', { readBigInts: true });
defineFunctions(db);
afterAll(() => db.close());

/** The value of an expression. Integers are bigints, so that 2 and 2.0 differ. */
function valueOf(expression: string, from = ''): unknown {
  return db.prepare(`SELECT ${expression} AS value ${from}`).get()!.value;
}

// All results are those of sqld 0.24.32.
describe('functions on text', () => {
  it.each([
    ["reverse('abcé')", 'écba'],
    ['reverse(1.5)', '5.1'],
    ["reverse(x'6162')", 'ba'],
    ["proper('hello wORLD of-sql')", 'Hello World Of-sql'],
    ["proper('a' || char(9) || 'b' || char(10) || 'c')", 'A\tB\nc'],
    ["proper('éa b')", 'éa B'],
    ['proper(1e300)', '1.0e+300'],
    ["soundex('Robert')", 'R163'],
    ["soundex('Tymczak')", 'T522'],
    ["soundex('Pfister')", 'P236'],
    ["soundex('Ashcraft')", 'A226'],
    ["soundex('12')", '?000'],
    ['soundex(null)', '?000'],
    ["leftstr('héllo', 2)", 'hé'],
    ["leftstr('ab', -1)", ''],
    ["leftstr('ab', 'x')", ''],
    ['leftstr(12345, 2.9)', '12'],
    ["rightstr('héllo', 4)", 'éllo'],
    ["rightstr('ab', 9)", 'ab'],
    ["rightstr('ab', 0)", ''],
    ["charindex('l', 'hello')", 3n],
    ["charindex('l', 'hello', 4)", 4n],
    ["charindex('l', 'hello', 5)", 0n],
    ["charindex('l', 'hello', -1)", 3n],
    ["charindex('', 'hello')", 0n],
    ["charindex('é', 'aé', null)", 2n],
    ["padl('ab', 5)", '   ab'],
    ["padr('é', 3)", 'é  '],
    ["padc('ab', 5)", ' ab  '],
    ["padl('abc', 2)", 'abc'],
    ["padl('ab', null)", 'ab'],
    ["replicate('ab', 3)", 'ababab'],
    ["replicate('ab', null)", ''],
    ['replicate(1.5, 2)', '1.51.5'],
    ["strfilter('hello', 'lo')", 'llo'],
    ["regexpi('a+', 'XAAY')", 1n],
    ["regexpi('[A-C]', 'b')", 1n],
    ["regexpi('\\W', 'A')", 0n],
    ["regexpi('É', 'é')", 0n],
  ])('gives for %s: %s', (expression, expected) => {
    expect(valueOf(expression)).toBe(expected);
  });

  it.each(['reverse', 'proper', 'leftstr', 'rightstr', 'padl', 'replicate', 'strfilter', 'charindex', 'regexpi'])(
    'gives NULL for %s of NULL',
    (name) => {
      const others = ['reverse', 'proper'].includes(name) ? '' : ", 'a'";
      expect(valueOf(`${name}(null${others})`)).toBeNull();
    },
  );

  it.each([
    ["padl('ab', -1)", 'domain error'],
    ["replicate('ab', -1)", 'domain error'],
    ["replicate('ab', 1e9)", 'string or blob too big'],
    ["padr('ab', 1e9)", 'string or blob too big'],
  ])('refuses %s', (expression, message) => {
    expect(() => valueOf(expression)).toThrow(message);
  });
});

describe('functions on numbers', () => {
  it.each([
    ['log(10)', Math.LN10],
    ['sqrt(4)', 2],
    ["sqrt('x')", 0],
    ['cot(1)', 0.6420926159343306],
    ['coth(1)', 1.3130352854993315],
    ['ceil(1.2)', 2n],
    ['ceiling(-1.5)', -1n],
    ["floor('1.5')", 1n],
    ['floor(3)', 3n],
    ['floor(1e300)', -(2n ** 63n)],
    ['square(3)', 9n],
    ['square(1.5)', 2.25],
    ["square('4')", 16],
    ['square(9223372036854775807)', 1n],
    ['atn2(1, 2)', 0.4636476090008061],
    ['atn2(null, 1)', null],
    ['square(null)', null],
    ['ceil(null)', null],
    ['log(null)', null],
  ])('gives for %s: %s', (expression, expected) => {
    expect(valueOf(expression)).toBe(expected);
  });

  it.each([
    ['sqrt(-2)', 'Numerical argument out of domain'],
    ['log(-2)', 'Numerical argument out of domain'],
    ['log(0)', 'Numerical result out of range'],
  ])('refuses %s', (expression, message) => {
    expect(() => valueOf(expression)).toThrow(message);
  });
});

describe('aggregates', () => {
  it.each([
    ['(1), (2), (2), (4), (null)', [1.2583057392117916, 1.5833333333333333, 2n, 1.5, 2n, 3]],
    ['(1)', [0, 0, 1n, 1n, 1n, 1n]],
    ['(null)', [0, 0, null, null, null, null]],
    ['(1), (2), (3), (4), (5), (6), (7), (8)', [2.449489742783178, 6, null, 2.5, 4.5, 6.5]],
    ['(10), (20), (30), (40), (50)', [15.811388300841896, 250, null, 20n, 30n, 40n]],
    ["('a'), (3), (3)", [1.7320508075688772, 3, 3, 0, 3, 3]],
    // The first value decides that all are integers, for all but the variance.
    ['(2), (1.5)', [0.3535533905932738, 0.125, null, 1n, 1.5, 2n]],
  ])('of %s', (values, expected) => {
    const names = ['stdev', 'variance', 'mode', 'lower_quartile', 'median', 'upper_quartile'];
    expect(names.map((name) => valueOf(`${name}(column1)`, `FROM (VALUES ${values})`))).toEqual(expected);
  });
});

describe('identifiers', () => {
  const digits = 'a0eebc999c0b4ef8bb6d6bb9bd380a11';
  const uuid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11';

  it('makes another random UUID each time, also as a default', () => {
    db.exec('CREATE TABLE u (id TEXT DEFAULT (uuid()), n INT); INSERT INTO u (n) VALUES (1), (2)');
    const ids = db.prepare('SELECT id FROM u').all() as { id: string }[];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
    expect(ids[0]!.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it.each([
    [`'${uuid.toUpperCase()}'`, uuid],
    [`'{${digits}}'`, uuid],
    [`x'${digits}'`, uuid],
    ["'x'", null],
    ["x'00'", null],
    ['5', null],
    ['null', null],
  ])('reads the UUID %s', (given, expected) => {
    expect(valueOf(`uuid_str(${given})`)).toBe(expected);
    expect(valueOf(`lower(hex(uuid_blob(${given})))`)).toBe(expected === null ? '' : digits);
  });

  it.each([
    ["sha3('abc')", '3A985DA74FE225B2045C172D6BD390BD855F086E3E9D525B46BFE24511431532'],
    ["sha3('abc', 224)", 'E642824C3F8CF24AD09234EE7D3C766FC9A3A5168D0C94AD73B46FDF'],
    ['sha3(5)', '86BC56FC56AF4C3CDE021282F6B727EE9F90DD636E0B0C712A85D416C75E652D'],
    ["sha3(x'61')", '80084BF2FBA02475726FEB2CAB2D8215EAB14BC6BDD8BFB2C8151257032ECD8B'],
    ['sha3(null)', ''],
  ])('digests %s', (expression, expected) => {
    expect(valueOf(`hex(${expression})`)).toBe(expected);
  });

  it('refuses a digest of another size', () => {
    expect(() => valueOf("sha3('abc', 100)")).toThrow('SHA3 size should be one of: 224 256 384 512');
  });
});
