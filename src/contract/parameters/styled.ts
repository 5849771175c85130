import type { ParameterObject } from '../document.ts';
import type { JsonValue } from '../http-message.ts';
import { encodeReserved, encodeUnreserved, formatPairs, formatSegment, textOf } from './format.ts';
import { decodeCookie, decodePercent, decodeQuery, explodeCookies, type RequestText } from './request-text.ts';
import type { Shape } from './shape.ts';
import {
  deepPath,
  type PairNames,
  readPairs,
  readSegment,
  type Spelling,
  SpellingError,
  type Style,
} from './spelling.ts';

/** How the value of a parameter is read and written, where it is more than one plain text. */
export interface StyledParameter {
  /**
   * Reads the value. Returns the values that its text can stand for, the most literal first; undefined if it is absent.
   *
   * @throws SpellingError if the text is not in the parameter's style
   */
  readonly read: (request: RequestText) => readonly JsonValue[] | undefined;
  /** Whether a query parameter of some name belongs to this one. */
  readonly claims: (name: string) => boolean;
  /** Whether an empty text is valid whatever the schema says. */
  readonly allowsEmpty: boolean;
  /**
   * Writes the value: a path segment, a header, or the encoded pairs of a query (`a=1&a=2`) or of a `Cookie` header. An
   * empty list is an empty text.
   */
  readonly write: (value: JsonValue) => string;
}

type Place = ParameterObject['in'];

const defaultStyles: Readonly<Record<Place, Style>> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};

/** Whether a parameter is one text, as most are: no style, no list, no `content`. */
export function isPlainParameter(parameter: ParameterObject, { isArray, isObject }: Shape): boolean {
  const { in: place, style, content, allowReserved, allowEmptyValue } = parameter;
  const isUsual = style === undefined || style === defaultStyles[place];
  return isUsual && place !== 'cookie' && !content && !isArray && !isObject && !allowReserved && !allowEmptyValue;
}

/** Creates the reader and writer of a parameter. @param names of the other parameters of a query */
export function styleParameter(parameter: ParameterObject, shape: Shape, names: PairNames): StyledParameter {
  const { name, in: place, allowReserved = false, allowEmptyValue = false } = parameter;
  const style = (parameter.style as Style | undefined) ?? defaultStyles[place];
  const spelling: Spelling = {
    name,
    style,
    explode: parameter.explode ?? (style === 'form' || style === 'deepObject'),
    shape,
    decode: decoders[place],
  };
  // A plus sign that is sent as it is stands for itself where reserved characters are.
  const inQuery = allowReserved
    ? { ...spelling, decode: (text: string) => decodePercent(text, 'query string') }
    : spelling;
  const encode = place === 'header' ? (text: string) => text : allowReserved ? encodeReserved : encodeUnreserved;
  const written = { ...spelling, encode };
  const segment = (raw: string | undefined): readonly JsonValue[] | undefined =>
    raw === undefined ? undefined : readSegment(spelling, raw);

  return {
    allowsEmpty: allowEmptyValue,
    claims: (key) =>
      place === 'query' &&
      (key === name || (style === 'deepObject' ? deepPath(name, key) !== undefined : isSpread(spelling, key, names))),
    read({ path, query, headers, cookies }) {
      if (place === 'path') return segment(path[name] || undefined);
      if (place === 'header') return segment(headers[name.toLowerCase()]);
      if (place === 'query') return readPairs(inQuery, query, names);
      return readPairs(spelling, spelling.explode ? explodeCookies(cookies) : cookies, names);
    },
    write(value) {
      if (place === 'path' || place === 'header') return formatSegment(written, value) ?? '';
      const pairs = formatPairs(written, value).map(([key, text]) => `${key}=${text}`);
      return pairs.join(place === 'query' ? '&' : '; ');
    },
  };
}

/** Whether a name is a property of an object whose properties are parameters of their own. */
function isSpread({ explode, shape }: Spelling, key: string, { isOther }: PairNames): boolean {
  return explode && shape.isObject && !isOther(key) && (shape.names.has(key) || shape.allowsOthers);
}

const decoders: Readonly<Record<Place, (text: string) => string>> = {
  path: (text) => decodePercent(text, 'path'),
  query: decodeQuery,
  // Headers are not percent-encoded. Blanks around the commas of a list are no part of its values.
  header: (text) => text.trim(),
  cookie: decodeCookie,
};

/** Creates the reader and writer of a parameter whose `content` names a media type. @param isJson whether that is JSON */
export function contentParameter(
  { name, in: place, allowEmptyValue = false }: ParameterObject,
  isJson: boolean,
): StyledParameter {
  const decode = decoders[place];
  const parse = (raw: string | undefined): JsonValue[] | undefined => {
    if (raw === undefined) return undefined;
    const text = decode(raw);
    if (!isJson) return [text];
    try {
      return [JSON.parse(text) as JsonValue];
    } catch {
      throw new SpellingError('must be JSON');
    }
  };
  return {
    allowsEmpty: allowEmptyValue,
    claims: (key) => place === 'query' && key === name,
    read({ path, query, headers, cookies }) {
      if (place === 'path') return parse(path[name]);
      if (place === 'header') return parse(headers[name.toLowerCase()]);
      const raws = (place === 'query' ? query : cookies).filter(([key]) => key === name);
      if (raws.length > 1) throw new SpellingError('was sent more than once');
      return parse(raws[0]?.[1]);
    },
    write(value) {
      const text = isJson ? JSON.stringify(value) : textOf(value);
      if (place === 'header') return text;
      return place === 'path' ? encodeUnreserved(text) : `${encodeUnreserved(name)}=${encodeUnreserved(text)}`;
    },
  };
}
