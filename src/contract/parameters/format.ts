import type { JsonValue } from '../http-message.ts';
import type { RawPair, Style } from './spelling.ts';

/** How a value is written: its name, its style and how its texts are encoded. */
export interface WrittenStyle {
  readonly name: string;
  readonly style: Style;
  readonly explode: boolean;
  readonly encode: (text: string) => string;
}

/**
 * Writes a value as one text, for a path segment or a header: `simple`, `label` or `matrix` (RFC 6570 sections 3.2.2,
 * 3.2.5 and 3.2.7).
 *
 * @returns undefined for an empty list, which has no spelling
 */
export function formatSegment({ name, style, explode, encode }: WrittenStyle, value: JsonValue): string | undefined {
  const texts = textsOf(value, explode ? '=' : ',', encode);
  if (texts === undefined) return undefined;
  if (style === 'label') return `.${texts.join(explode ? '.' : ',')}`;
  if (style !== 'matrix') return texts.join(',');
  if (!explode || !isNested(value)) {
    const text = texts.join(',');
    return text === '' ? `;${encode(name)}` : `;${encode(name)}=${text}`;
  }
  const pairs = Array.isArray(value) ? texts.map((text) => `${encode(name)}=${text}`) : texts;
  return pairs.map((pair) => `;${pair}`).join('');
}

/**
 * Writes a value as the pairs of a query, a form or cookies, each encoded: `form` (RFC 6570 section 3.2.8),
 * `spaceDelimited`, `pipeDelimited` or `deepObject`. An empty list has no pairs.
 */
export function formatPairs({ name, style, explode, encode }: WrittenStyle, value: JsonValue): RawPair[] {
  const key = encode(name);
  if (style === 'deepObject') return deepPairs(key, value, encode);
  if (!isNested(value)) return [[key, encode(textOf(value))]];
  if (explode) {
    const entries = Array.isArray(value) ? value.map((each) => [name, each] as const) : Object.entries(value);
    return entries.map(([each, inner]) => [encode(each), encode(textOf(inner))]);
  }
  const delimiter = { spaceDelimited: '%20', pipeDelimited: '|' }[style as string] ?? ',';
  const texts = textsOf(value, delimiter, encode);
  return texts === undefined ? [] : [[key, texts.join(delimiter)]];
}

/** The brackets are encoded, since RFC 3986 has no place for them in a query. */
function deepPairs(key: string, value: JsonValue, encode: WrittenStyle['encode']): RawPair[] {
  if (!isNested(value)) return [[key, encode(textOf(value))]];
  return Object.entries(value).flatMap(([name, inner]) => deepPairs(`${key}%5B${encode(name)}%5D`, inner, encode));
}

/** The texts of a list or of the pairs of an object; undefined for one without any. */
function textsOf(value: JsonValue, between: string, encode: WrittenStyle['encode']): string[] | undefined {
  if (!isNested(value)) return [encode(textOf(value))];
  const texts = Array.isArray(value)
    ? value.map((each) => encode(textOf(each)))
    : Object.entries(value).map(([name, each]) => `${encode(name)}${between}${encode(textOf(each))}`);
  return texts.length === 0 ? undefined : texts;
}

function isNested(value: JsonValue): value is JsonValue[] | { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null;
}

/** The text of a value that is no list. A list within a list has no style, so it becomes JSON. */
export function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : isNested(value) ? JSON.stringify(value) : String(value);
}

/** Encodes everything but the unreserved characters (RFC 3986 section 2.3). */
export function encodeUnreserved(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Leaves reserved characters as they are, except those that would end the value or the query (`allowReserved`). */
export function encodeReserved(text: string): string {
  return encodeURI(text).replaceAll(/[&#[\]]/g, encodeURIComponent);
}
