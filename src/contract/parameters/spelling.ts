import type { JsonValue } from '../http-message.ts';
import { buildObject, buildValue, newTextNode, nodeWithin } from './build.ts';
import type { Shape } from './shape.ts';

/** The styles of OpenAPI 3.1, most of which are expansions of RFC 6570. */
export type Style = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/** How the value of a name is spelt in a request. */
export interface Spelling {
  readonly name: string;
  readonly style: Style;
  readonly explode: boolean;
  readonly shape: Shape;
  /** Decodes a piece of text: percent-encoding, where the place has it. */
  readonly decode: (text: string) => string;
}

/** A value that is not spelt in its style. The message follows the name of the value. */
export class SpellingError extends Error {
  override readonly name = 'SpellingError';
}

/** A name and a value as a query, a form or cookies have them; the value is as sent. */
export type RawPair = readonly [name: string, raw: string];

type Kind = 'text' | 'array' | 'object';

/** The kinds of value that a shape allows. Whether an array may stand before a single text depends on the text. */
function kindsOf(shape: Shape, hasDelimiter: boolean): Kind[] {
  const kinds: Kind[] = [];
  if (shape.isText && !hasDelimiter) kinds.push('text');
  if (shape.isArray) kinds.push('array');
  if (shape.isObject) kinds.push('object');
  if (shape.isText && hasDelimiter) kinds.push('text');
  return kinds;
}

/**
 * Reads a value that is one text: a path segment or a header. Returns the values that it can stand for, the most literal
 * first.
 *
 * @throws SpellingError
 */
export function readSegment(spelling: Spelling, raw: string): JsonValue[] {
  const { style, shape } = spelling;
  const text = withoutPrefix(spelling, raw);
  return readKinds(kindsOf(shape, text !== undefined && /[,.;=]/.test(text)), (kind) => {
    if (style === 'matrix') return readMatrix(spelling, raw, kind);
    if (kind === 'text') return shape.read(spelling.decode(text!));
    const separator = style === 'label' && spelling.explode ? '.' : ',';
    return readList(spelling, text!.split(separator), kind);
  });
}

/** Tries each kind. If none can be read, the error of the first one says why. */
function readKinds(kinds: readonly Kind[], read: (kind: Kind) => JsonValue): JsonValue[] {
  let error: unknown;
  const values: JsonValue[] = [];
  for (const kind of kinds) {
    try {
      values.push(read(kind));
    } catch (caught) {
      if (!(caught instanceof SpellingError)) throw caught;
      error ??= caught;
    }
  }
  if (values.length === 0 && error !== undefined) throw error;
  return values;
}

function withoutPrefix({ style }: Spelling, raw: string): string | undefined {
  if (style !== 'label') return style === 'matrix' ? undefined : raw;
  if (!raw.startsWith('.')) throw new SpellingError('must begin with a full stop');
  return raw.slice(1);
}

/** `;color=blue,black`, or with `explode` `;color=blue;color=black`; objects `;R=100;G=200`. */
function readMatrix(spelling: Spelling, raw: string, kind: Kind): JsonValue {
  const { name, explode, shape, decode } = spelling;
  if (!raw.startsWith(';')) throw new SpellingError(`must begin with ;${name}`);
  const pairs = raw.slice(1).split(';').map(splitPair);
  if (kind === 'object' && explode) return buildObject(decodePairs(pairs, decode), shape);
  if (pairs.some(([key]) => decode(key) !== name)) throw new SpellingError(`must begin with ;${name}`);
  const texts = pairs.map(([, text]) => text);
  if (kind === 'array' && explode) return texts.map((text) => shape.items().read(decode(text)));
  if (texts.length > 1) throw new SpellingError('must be there once');
  if (kind === 'text') return shape.read(decode(texts[0]!));
  return readList({ ...spelling, explode: false }, texts[0]!.split(','), kind);
}

/** Reads the pieces between the delimiters as an array or an object. */
function readList({ explode, shape, decode }: Spelling, pieces: readonly string[], kind: Kind): JsonValue {
  if (kind === 'array') return pieces.map((piece) => shape.items().read(decode(piece)));
  if (explode) {
    const pairs = pieces.map((piece) => {
      if (!piece.includes('=')) throw new SpellingError('must be pairs such as name=value');
      return splitPair(piece);
    });
    return buildObject(decodePairs(pairs, decode), shape);
  }
  if (pieces.length % 2 > 0) throw new SpellingError('must be pairs such as name,value');
  const pairs: RawPair[] = [];
  for (let index = 0; index < pieces.length; index += 2) pairs.push([pieces[index]!, pieces[index + 1]!]);
  return buildObject(decodePairs(pairs, decode), shape);
}

/** Splits `name=value` at its first `=`. Without one the value is empty. */
export function splitPair(text: string): RawPair {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

function decodePairs(pairs: readonly RawPair[], decode: (text: string) => string): [string, string][] {
  return pairs.map(([name, text]) => [decode(name), decode(text)]);
}

/** The names of a query that a spelling may read. */
export interface PairNames {
  /** Whether another parameter has a name, so that an object without fixed names leaves it alone. */
  readonly isOther: (name: string) => boolean;
}

/**
 * Reads a value of a query, a form or cookies.
 *
 * @param pairs names decoded, values as sent
 * @returns the values that it can stand for, the most literal first; undefined if the value is absent
 * @throws SpellingError
 */
export function readPairs(spelling: Spelling, pairs: readonly RawPair[], names: PairNames): JsonValue[] | undefined {
  const { name, style, explode, shape, decode } = spelling;
  if (style === 'deepObject') return readDeep(spelling, pairs);
  const raws = pairs.filter(([key]) => key === name).map(([, raw]) => raw);
  if (explode && shape.isObject) {
    const own = pairs.filter(([key]) => isProperty(spelling, key, names));
    if (own.length > 0)
      return [
        buildObject(
          own.map(([key, raw]) => [key, decode(raw)]),
          shape,
        ),
      ];
  }
  if (raws.length === 0) return undefined;
  if (explode) {
    const kinds = kindsOf(shape, raws.length > 1).filter((kind) => kind !== 'object');
    return readKinds(kinds, (kind) => {
      if (kind === 'array') return raws.map((raw) => shape.items().read(decode(raw)));
      if (raws.length > 1) throw new SpellingError('was sent more than once');
      return shape.read(decode(raws[0]!));
    });
  }
  if (raws.length > 1) throw new SpellingError('was sent more than once');
  return readDelimited(spelling, raws[0]!);
}

function isProperty({ name, shape }: Spelling, key: string, { isOther }: PairNames): boolean {
  if (isOther(key)) return false;
  return shape.names.has(key) || (shape.allowsOthers && (key !== name || !shape.isText));
}

/** The delimiters between the values of one text, as sent. */
const delimiters: Readonly<Record<string, RegExp>> = {
  form: /,/,
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /\||%7C/i,
};

function readDelimited(spelling: Spelling, raw: string): JsonValue[] {
  const { style, shape, decode } = spelling;
  const delimiter = delimiters[style] ?? /,/;
  const values = readKinds(kindsOf(shape, delimiter.test(raw)), (kind) =>
    kind === 'text' ? shape.read(decode(raw)) : readList(spelling, raw.split(delimiter), kind),
  );
  // Many clients encode the commas between the values as well. If the literal reading breaks the schema, try that one.
  if (style === 'form' && shape.isArray && /%2C/i.test(raw)) {
    values.push(
      decode(raw)
        .split(',')
        .map((text) => shape.items().read(text)),
    );
  }
  // An empty text is a list of one empty text (RFC 6570). Clients also send it for a list of none.
  if (raw === '' && shape.isArray) values.push([]);
  return values;
}

/** `filter[color]=blue&filter[size][min]=3`; arrays as `ids[]=1&ids[]=2` or `ids[0]=1`. */
function readDeep({ name, shape, decode }: Spelling, pairs: readonly RawPair[]): JsonValue[] | undefined {
  const root = newTextNode();
  let isEmpty = true;
  for (const [key, raw] of pairs) {
    const path = deepPath(name, key);
    if (!path) continue;
    isEmpty = false;
    nodeWithin(root, path).texts.push(decode(raw));
  }
  return isEmpty ? undefined : [buildValue(root, shape)];
}

/** `filter[size][min]` → `size`, `min`; undefined for a name that is not of the parameter. */
export function deepPath(name: string, key: string): string[] | undefined {
  if (key === name) return [];
  if (!key.startsWith(`${name}[`) || !key.endsWith(']')) return undefined;
  const path = key.slice(name.length + 1, -1).split('][');
  return path.length > deepest ? undefined : path;
}

/** Names within names beyond this are none: a value is built with a call for each. */
const deepest = 32;
