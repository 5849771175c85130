import * as fc from 'fast-check';
import type { Json, JsonObject } from '../helpers/documents.ts';
import { boundsOf, open, typeOf } from './schema.ts';
import { anyText } from './values.ts';
import { ofText } from './wrong.ts';

/** The possible defects of a text in a URL or in a form, under the schema of its value. */
export interface WrongText {
  readonly kind: string;
  readonly text: fc.Arbitrary<string>;
}

export function wrongTexts(document: JsonObject, node: Json): WrongText[] {
  const schema = open(document, node);
  if (Array.isArray(schema['anyOf'])) {
    // A text that is no number belongs to the other branch.
    const branches = schema['anyOf'].flatMap((part) => wrongTexts(document, part));
    return branches.filter(({ kind }) => kind === 'too small' || kind === 'too large');
  }
  if (Array.isArray(schema['enum'])) {
    const allowed = schema['enum'].map(String);
    const near = allowed.flatMap((each) => [each.toUpperCase(), ` ${each}`, `${each},${each}`]);
    const text = fc.oneof(anyText(0, 20), fc.constantFrom('', ...near)).filter((made) => !allowed.includes(made));
    return [{ kind: 'not in the list', text }];
  }
  if (typeOf(schema) === 'integer') return numbers(schema);
  return ofText(schema).map(([kind, text]) => ({ kind, text }));
}

function numbers(schema: JsonObject): WrongText[] {
  const { min, max } = boundsOf(schema);
  const strange = [
    '',
    ' ',
    '1.0',
    '1e2',
    '0x10',
    '１',
    '1_000',
    'NaN',
    'Infinity',
    'true',
    'null',
    '1,000',
    '--1',
    '1 2',
  ];
  const text = fc.oneof(anyText(0, 20), fc.constantFrom(...strange)).filter((made) => !/^[+-]?\d+$/.test(made));
  const below = fc.integer({ min: Math.max(min - 1_000_000, -Number.MAX_SAFE_INTEGER), max: min - 1 }).map(String);
  const found = [
    { kind: 'wrong type', text },
    { kind: 'too small', text: fc.oneof(below, fc.constant(`-${'9'.repeat(30)}`)) },
  ];
  if (max === Number.MAX_SAFE_INTEGER && !('maximum' in schema)) return found;
  const above =
    max < Number.MAX_SAFE_INTEGER
      ? fc.integer({ min: max + 1, max: max * 2 + 1 }).map(String)
      : fc.constant(`${2 ** 53}`);
  return [...found, { kind: 'too large', text: fc.oneof(above, fc.constant('9'.repeat(30))) }];
}
