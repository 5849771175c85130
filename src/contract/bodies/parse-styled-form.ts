import type { ParsedBody } from '../form.ts';
import type { JsonValue } from '../http-message.ts';
import { escapeToken } from '../json-pointer.ts';
import { decodeUtf8 } from '../json.ts';
import type { FormProperty, RequestContent } from '../operation.ts';
import { deepPath, type RawPair, readPairs, splitPair, SpellingError } from '../parameters/spelling.ts';
import type { Violation } from '../problem.ts';
import { decodeField } from './form-property.ts';

const noFiles: ParsedBody['files'] = new Map();

/**
 * Parses a urlencoded form, whose properties may have styles of their own.
 *
 * @param violations takes what is not spelt as the contract says
 * @throws Problem 400 for invalid UTF-8 or percent-encoding
 */
export function parseStyledForm(content: RequestContent, bytes: Uint8Array, violations: Violation[]): ParsedBody {
  const pairs = decodeUtf8(bytes)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): RawPair => {
      const [name, raw] = splitPair(pair);
      return [decodeField(name), raw];
    });
  const claimed = new Set<string>();
  const values = new Map<string, JsonValue>();
  const all = content.form.names();
  for (const name of all) {
    const property = content.form.of(name);
    const own = pairs.filter(([key]) => isOf(property, name, key) && (key === name || !all.has(key)));
    if (own.length === 0) continue;
    for (const [key] of own) claimed.add(key);
    const value = readField(property, name, own, content, violations);
    if (value !== undefined) values.set(name, value);
  }
  const repeated = new Map<string, number>();
  for (const [key, raw] of pairs) {
    if (claimed.has(key)) continue;
    const known = values.get(key);
    const value = content.form.of(key).shape.read(decodeField(raw));
    if (known === undefined) values.set(key, value);
    else {
      values.set(key, Array.isArray(known) ? [...known, value] : [known, value]);
      repeated.set(key, (repeated.get(key) ?? 1) + 1);
    }
  }
  return { value: Object.fromEntries(values), files: noFiles, repeated };
}

/** Whether a field belongs to a property: by its name, or as a part of an object. */
function isOf({ spelling, shape, isJson }: FormProperty, name: string, key: string): boolean {
  if (key === name) return true;
  if (!shape.isObject && !shape.isArray) return false;
  if (deepPath(name, key) !== undefined) return true;
  return !isJson && spelling !== undefined && spelling.style === 'form' && spelling.explode && shape.names.has(key);
}

/** Reserved characters (RFC 3986 section 2.2) that neither stand for a space nor separate values. */
const reserved = /[:/?#[\]@!$'()*;]/;

function readField(
  { spelling, shape, isJson, refusesReserved }: FormProperty,
  name: string,
  pairs: readonly RawPair[],
  content: RequestContent,
  violations: Violation[],
): JsonValue | undefined {
  const pointer = `/body/${escapeToken(name)}`;
  const isDeep = pairs.some(([key]) => key !== name && deepPath(name, key) !== undefined);
  try {
    if (refusesReserved && pairs.some(([, raw]) => reserved.test(raw))) {
      throw new SpellingError('must have its reserved characters percent-encoded');
    }
    if (isJson && !isDeep) {
      const texts = pairs.map(([, raw]) => JSON.parse(decodeField(raw)) as JsonValue);
      return shape.isArray && !(texts.length === 1 && Array.isArray(texts[0])) ? texts : texts[0];
    }
    // No pair is within an empty object, so clients send one for it.
    if (shape.isObject && !shape.isText && !shape.isArray && pairs.length === 1 && pairs[0]![0] === name) {
      if (/^(?:\{\})?$/.test(decodeField(pairs[0]![1]))) return {};
    }
    if (!spelling) {
      if (pairs.length > 1) throw new SpellingError('was sent more than once');
      return shape.read(decodeField(pairs[0]![1]));
    }
    // Brackets say what is meant, whether or not the contract asks for them.
    const style = isDeep ? { ...spelling, style: 'deepObject' as const } : spelling;
    const candidates = readPairs(style, pairs, { isOther: () => false }) ?? [];
    return candidates.find((value) => breaks(content, name, value).length === 0) ?? candidates[0];
  } catch (error) {
    if (error instanceof SpellingError) violations.push({ pointer, message: error.message });
    else if (error instanceof SyntaxError) violations.push({ pointer, message: 'must be JSON' });
    else throw error;
    return undefined;
  }
}

/** The violations of a value in its place in the form, whatever else is missing there. */
function breaks({ check }: RequestContent, name: string, value: JsonValue): readonly Violation[] {
  const pointer = `/body/${escapeToken(name)}`;
  return check({ [name]: value }).filter((each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`));
}
