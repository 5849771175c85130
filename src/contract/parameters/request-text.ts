import { Problem } from '../problem.ts';
import type { PlainRequest } from '../http-message.ts';
import { type RawPair, splitPair } from './spelling.ts';

/** The parts of a request that hold parameters, as sent. */
export interface RequestText {
  /** The raw texts of path parameters by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly RawPair[];
  readonly headers: PlainRequest['headers'];
  readonly cookies: readonly RawPair[];
}

/** Splits a query or a urlencoded form. Names are decoded, values stay as sent. @throws Problem 400 */
export function splitQuery(search: string): RawPair[] {
  return search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name, raw] = splitPair(pair);
      return [decodeQuery(name), raw];
    });
}

/** Decodes a text of a query, in which a plus sign stands for a space. @throws Problem 400 */
export function decodeQuery(text: string): string {
  return decodePercent(text.replaceAll('+', ' '), 'query string');
}

/** @param place its name in the refusal. @throws Problem 400 for invalid percent-encoding */
export function decodePercent(text: string, place: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Problem(400, `${place} is not valid percent-encoding`);
  }
}

/** Splits a `Cookie` header (RFC 6265 section 4.2.1). Names and values stay as sent. */
export function splitCookies(header: string | undefined): RawPair[] {
  if (header === undefined) return [];
  return header
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => {
      const [name, value] = splitPair(each);
      return [name.trim(), withoutQuotes(value.trim())];
    });
}

function withoutQuotes(value: string): string {
  return /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}

/** Decodes a cookie's text. Servers set cookies without any encoding too, so what is none stays. */
export function decodeCookie(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `color=blue&color=black` in one cookie, as RFC 6570 expands a list, as pairs of their own. */
export function explodeCookies(cookies: readonly RawPair[]): RawPair[] {
  return cookies.flatMap(([name, raw]) => `${name}=${raw}`.split('&').map(splitPair));
}
