import type { PlainRequest, PlainResponse } from '../contract/http-message.ts';
import type { Exchange, Message } from '../sandbox/journal/exchange.ts';

/** Takes out of a text what opens something. */
export type RedactText = (text: string) => string;

/** What stands in the place of it. */
export const redactionMark = '…';

/** What stands under the name of a credential in JSON, also where it was cut off. An empty text opens nothing. */
const properties =
  /"(jwt|token|password|secret|signingKey|auth_?token|access_?token|refresh_?token|client_?secret|api_?key|x-api-key|authorization)"(\s{0,99}:\s{0,99})"(?:[^"\\]|\\[^])+(?:"|\\?$)/gi;

/** The same in a query or in a form. */
const parameters =
  /(^|[?&])(jwt|token|password|secret|signingKey|auth_?token|access_?token|refresh_?token|client_?secret|api_?key|x-api-key|authorization)=[^&#\s"<>]+/gi;

/** What begins as a JSON Web Token does; whether it is one, its dots tell. */
const jwt = /eyJ[\w-]*(?:\.[\w-]*){0,2}/g;

/** A shorter token may be a part of any word; it is hidden by the names above alone. */
const leastLength = 8;

/**
 * Hides credentials in a text: by the name they stand under, by the form of a JSON Web Token, and a given one wherever
 * it stands, with the name of a sandbox behind it too. Each step takes time in proportion to the text.
 *
 * @param token the one that the server accepts
 */
export function createTextRedactor(token: string): RedactText {
  const written = waysToWrite(token);
  return (text) => {
    let shown = text;
    if (shown.includes('eyJ')) shown = withoutJwts(shown);
    for (const { way, pattern } of written) if (shown.includes(way)) shown = shown.replace(pattern, redactionMark);
    if (shown.includes('"')) shown = shown.replace(properties, `"$1"$2"${redactionMark}"`);
    if (shown.includes('=')) shown = shown.replace(parameters, `$1$2=${redactionMark}`);
    return shown;
  };
}

interface WrittenToken {
  readonly way: string;
  readonly pattern: RegExp;
}

/** A token as it stands in a header, in a URL, in a form and in JSON; longest first, so that no rest is left. */
function waysToWrite(token: string): WrittenToken[] {
  if (token === '') return [];
  const inForm = new URLSearchParams({ '': token }).toString().slice(1);
  const ways = new Set([
    token,
    encodeURI(token),
    encodeURIComponent(token),
    inForm,
    JSON.stringify(token).slice(1, -1),
  ]);
  // A short one is hidden with a name behind it alone.
  const isOptional = token.length < leastLength ? '' : '?';
  return [...ways]
    .toSorted((one, other) => other.length - one.length)
    .map((way) => ({ way, pattern: new RegExp(`${literally(way)}(?:(?:~|%7[Ee])[a-z0-9-]+)${isOptional}`, 'g') }));
}

/** A regular expression that matches a text as it is. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

function withoutJwts(text: string): string {
  return text.replace(jwt, (found, at: number) => {
    const [, claims = '', signature = ''] = found.split('.');
    const isCut = claims !== '' && at + found.length === text.length;
    return isCut || (claims !== '' && signature !== '') ? redactionMark : found;
  });
}

/**
 * The beginning of a text, as a text of its own. A mere slice is a window on the whole: whoever keeps it keeps all of
 * the text in memory.
 */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  return JSON.parse(JSON.stringify(text.slice(0, length))) as string;
}

/** How much of an exchange is kept. */
export const keptLimits = {
  /** Of a body, in characters. */
  body: 65_536,
  /** Of a refusal, a note or another line, in characters. */
  text: 2_048,
  /** How many notes, and how many violations, of one request. */
  lines: 50,
} as const;

/** The parts of an exchange in which a caller's own text may stand. */
export type ExchangeText = Pick<Exchange, 'target' | 'refusal' | 'notes' | 'violations' | 'trail'>;

/** What the log prints and the journal keeps of an exchange: no credentials, and not more than there is room for. */
export interface Redactor {
  text(told: ExchangeText): ExchangeText;
  request(request: PlainRequest): Message;
  response(response: PlainResponse): Message;
}

/** `authentication` is what the vendor's pages called it before July 2023. */
const secretHeaders = new Set([
  'authorization',
  'authentication',
  'x-api-key',
  'api-key',
  'x-auth-token',
  'cookie',
  'set-cookie',
  'proxy-authorization',
]);

/** Read beyond what is kept, so that a token that is cut off by the end is hidden all the same. */
const margin = 16_384;

const none = '';
const decoder = new TextDecoder();

/** @param token the one that the server accepts */
export function createRedactor(token: string): Redactor {
  const conceal = createTextRedactor(token);
  const line = (text: string): string => shortened(conceal(text.slice(0, keptLimits.text + margin)), keptLimits.text);
  const body = (text: string): string => truncate(conceal(text), keptLimits.body);
  return {
    text({ target, refusal, notes, violations, trail }) {
      // What fits the contract and was answered says nothing of the caller's but its target.
      const isPlain = refusal === undefined && notes.length === 0 && violations.length === 0;
      return {
        target: conceal(target),
        refusal: refusal === undefined ? undefined : line(refusal),
        notes: listed(notes, line),
        violations: violations
          .slice(0, keptLimits.lines)
          .map(({ pointer, message }) => ({ pointer: line(pointer), message: line(message) })),
        trail: isPlain ? trail : trail.map((entry) => ({ ...entry, detail: line(entry.detail) })),
      };
    },
    request: ({ headers, body: bytes }) => ({
      headers: keptHeaders(headers, conceal),
      body: bytes.byteLength === 0 ? none : body(textOf(bytes, keptLimits.body + margin)),
      bodyBytes: bytes.byteLength,
    }),
    response: ({ headers, body: content }) => ({
      headers,
      body: body(textOf(content, keptLimits.body + margin)),
      bodyBytes: Number(headers['content-length'] ?? 0),
    }),
  };
}

function keptHeaders(headers: PlainRequest['headers'], conceal: RedactText): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) kept[name] = secretHeaders.has(name) ? redactionMark : conceal(String(headers[name]));
  return kept;
}

/** A body of a megabyte may have a hundred thousand properties that nobody knows. */
function listed(notes: readonly string[], line: (text: string) => string): string[] {
  const shown = notes.slice(0, keptLimits.lines).map(line);
  return notes.length > shown.length ? [...shown, `and ${notes.length - shown.length} more`] : shown;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${truncate(text, length)}${redactionMark}` : text;
}

/** The beginning of a body as text. */
function textOf(body: string | Uint8Array, length: number): string {
  return typeof body === 'string' ? body.slice(0, length) : decoder.decode(body.subarray(0, length));
}
