import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/contract/http-message.ts';
import type { Parameter } from '../../../src/contract/operation.ts';
import { type Ask, asker, contractOf } from '../corpus/api.ts';
import { type Kind, type Place, spellings, stylePath, stylePaths, values } from '../corpus/styles.ts';

const contract = contractOf(stylePaths);
const ask = asker(contract);

/** Sends one text in the place of the parameter. */
function send(sender: Ask, place: Place, template: string, text: string) {
  if (place === 'path') return sender(`GET ${template.replace('{color}', text)}`);
  if (place === 'query') return sender(`GET ${template}?${text}`);
  return sender(`GET ${template}`, { headers: { [place === 'header' ? 'color' : 'cookie']: text } });
}

function parameterOf(place: Place, style: string, explode: boolean, kind: Kind): Parameter {
  const path = stylePath(place, style, explode, kind);
  return contract.operations.find((operation) => operation.path === path)!.parameters[0]!;
}

describe('a parameter', () => {
  it.each(spellings)(
    'in %s with style %s, explode %s reads a %s spelt %s',
    async (place, style, explode, kind, text) => {
      const reply = await send(ask, place, stylePath(place, style, explode, kind), text);
      expect([reply.status, reply.json]).toEqual([200, { [place]: { color: values[kind] } }]);
      expect(reply.notes).toEqual([]);
    },
  );

  it.each(spellings.filter(([, , , kind]) => kind !== 'text'))(
    'in %s with style %s, explode %s writes a %s as %s',
    (place, style, explode, kind, text) => {
      expect(parameterOf(place, style, explode, kind).styled!.write(values[kind])).toBe(text);
    },
  );
});

const edges: readonly [Place, string, boolean, Kind, string, JsonValue][] = [
  ['path', 'simple', false, 'list', 'a%2Cb,c', ['a,b', 'c']],
  ['path', 'simple', false, 'list', 'a%2Fb', ['a/b']],
  ['path', 'simple', false, 'list', ',', ['', '']],
  ['path', 'label', false, 'text', '.', ''],
  ['path', 'label', false, 'text', '.a.b', 'a.b'],
  ['path', 'label', false, 'list', '.1.5,2', ['1.5', '2']],
  ['path', 'matrix', false, 'text', ';color', ''],
  ['path', 'matrix', false, 'text', ';color=a%3Bb', 'a;b'],
  ['query', 'form', false, 'list', 'color=', ['']],
  ['query', 'form', false, 'list', 'color=a%2Cb,c', ['a,b', 'c']],
  ['query', 'form', true, 'list', 'color=a,b', ['a,b']],
  ['query', 'form', true, 'list', 'color=a+b&color=c%2Bd', ['a b', 'c+d']],
  ['query', 'form', true, 'list', 'color', ['']],
  ['query', 'form', true, 'list', 'c%6Flor=a', ['a']],
  ['query', 'spaceDelimited', false, 'list', 'color=a+b%20c', ['a', 'b', 'c']],
  ['query', 'pipeDelimited', false, 'list', 'color=a%7Cb%7cc', ['a', 'b', 'c']],
  ['query', 'deepObject', true, 'object', 'color[R]=1', { R: 1 }],
  ['header', 'simple', false, 'list', 'a, b ,c', ['a', 'b', 'c']],
  ['header', 'simple', false, 'text', 'a%2Cb', 'a%2Cb'],
  ['cookie', 'form', true, 'list', 'other=1; color=blue&color=black', ['blue', 'black']],
  ['cookie', 'form', true, 'object', 'R=100&G=200', { R: 100, G: 200 }],
  ['cookie', 'form', false, 'text', 'color="a%20b"', 'a b'],
  ['cookie', 'form', false, 'text', 'color=100%', '100%'],
];

describe('an unusual spelling', () => {
  it.each(edges)('in %s with style %s, explode %s, of a %s: %s', async (place, style, explode, kind, text, value) => {
    const reply = await send(ask, place, stylePath(place, style, explode, kind), text);
    expect([reply.status, reply.json]).toEqual([200, { [place]: { color: value } }]);
  });
});

const wrong: readonly [Place, string, boolean, Kind, string, message: string][] = [
  ['path', 'label', false, 'text', 'blue', 'path parameter color must begin with a full stop'],
  ['path', 'matrix', false, 'text', 'blue', 'path parameter color must begin with ;color'],
  ['path', 'matrix', false, 'text', ';colour=blue', 'path parameter color must begin with ;color'],
  ['path', 'simple', false, 'object', 'R,100,G', 'path parameter color must be pairs such as name,value'],
  ['path', 'simple', true, 'object', 'R=100,G', 'path parameter color must be pairs such as name=value'],
  ['path', 'simple', true, 'object', 'R=red', 'path parameter color/R must be an integer'],
  ['path', 'simple', true, 'object', 'Q=1', 'path parameter color/Q is not a property of this object'],
  ['query', 'form', false, 'list', 'color=a&color=b', 'query parameter color was sent more than once'],
  ['query', 'form', true, 'text', 'color=a&color=b', 'query parameter color was sent more than once'],
  ['query', 'deepObject', true, 'object', 'color[Q]=1', 'query parameter color/Q is not a property of this object'],
  ['header', 'simple', true, 'object', 'R', 'header parameter color must be pairs such as name=value'],
  ['cookie', 'form', false, 'object', 'color=R', 'cookie parameter color must be pairs such as name,value'],
];

describe('a spelling that breaks its style or schema', () => {
  it.each(wrong)('in %s with style %s, explode %s, of a %s: %s', async (place, style, explode, kind, text, message) => {
    const reply = await send(ask, place, stylePath(place, style, explode, kind), text);
    expect([reply.status, reply.json]).toEqual([422, expect.objectContaining({ detail: message })]);
  });
});

describe('every style', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  process.stderr.write(`styles: seed ${seed}\n`);

  const any = fc.string({ unit: 'grapheme', maxLength: 12 });
  /** Headers have no encoding: their texts are words. The delimiters of other styles cannot be part of a text. */
  const texts: Readonly<Record<string, fc.Arbitrary<string>>> = {
    header: fc.stringMatching(/^[\w-]{1,9}$/),
    label: any.filter((text) => !text.includes('.')),
    spaceDelimited: fc.stringMatching(/^[a-z%,|&=]{0,9}$/),
    pipeDelimited: fc.stringMatching(/^[a-z%, &=]{0,9}$/),
  };
  const valueOf = (place: Place, style: string, kind: Kind): fc.Arbitrary<JsonValue> => {
    const text = texts[place] ?? texts[style] ?? any;
    if (kind === 'text') return text.filter((each) => place !== 'path' || style !== 'simple' || each !== '');
    if (kind === 'list') return fc.array(text, { minLength: 1, maxLength: 5 }).filter((list) => list.join('') !== '');
    const numbers = { R: fc.integer(), G: fc.integer(), B: fc.integer() };
    return fc.record(numbers, { requiredKeys: ['R'] });
  };

  const rows = [...new Map(spellings.map((row) => [row.slice(0, 4).join(), row])).values()];
  it.each(rows.filter(([place, style, explode, kind]) => parameterOf(place, style, explode, kind).styled))(
    'in %s, %s, explode %s, reads a %s as it was written',
    async (place, style, explode, kind) => {
      const { styled } = parameterOf(place, style, explode, kind);
      await fc.assert(
        fc.asyncProperty(valueOf(place, style, kind), async (value) => {
          const reply = await send(ask, place, stylePath(place, style, explode, kind), styled!.write(value));
          expect([reply.status, reply.json]).toEqual([200, { [place]: { color: value } }]);
        }),
        { seed, numRuns: 60 },
      );
    },
  );
});
