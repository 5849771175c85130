import { URLSearchParams } from 'node:url';
import { TextDecoder } from 'node:util';
import type { ChangedRow, ExecutedSql, RecordedChanges, RowChange } from '../contract/call.ts';
import type { PlainRequest, PlainResponse } from '../contract/http-message.ts';
import { rememberTexts } from '../contract/remember-texts.ts';
import { toRecordedChanges } from '../contract/recorded-changes.ts';
import type { PublicValues } from '../contract/public-values.ts';
import type { CredentialPlaces } from '../contract/security.ts';
import type { Exchange, Message } from '../sandbox/journal/exchange.ts';

/** Redacts the credentials in a text. */
export type RedactText = (text: string) => string;

/** Replaces a credential, and marks a truncated text. */
export const redactionMark = '…';

/**
 * A JSON property with the name of a credential, even if the text ends inside its value. An empty value is not a
 * credential.
 */
const properties =
  /"(jwt|token|password|secret|signingKey|auth_?token|access_?token|refresh_?token|client_?secret|api_?key|x-api-key|authorization)"(\s{0,99}:\s{0,99})"(?:[^"\\]|\\[^])+(?:"|\\?$)/gi;

/** A query or form parameter with the name of a credential. */
const parameters =
  /(^|[?&])(jwt|token|password|secret|signingKey|auth_?token|access_?token|refresh_?token|client_?secret|api_?key|x-api-key|authorization)=[^&#\s"<>]+/gi;

/** A text that starts like a JSON Web Token. The number of parts decides whether it is one. */
const jwt = /eyJ[\w-]*(?:\.[\w-]*){0,2}/g;

/** Shorter tokens may occur inside ordinary words. Only the names above redact them. */
const minimumLength = 8;

/**
 * Creates a redactor for texts. It finds credentials by their names, JSON Web Tokens by their format, and the given
 * token anywhere, alone or followed by `~` and the name of a sandbox. Each step takes time linear in the text.
 *
 * @param token the server's token
 * @param known values that the contracts list for parameters; they are no credentials
 */
export function createTextRedactor(token: string, known: PublicValues = new Map()): RedactText {
  const parameter = (whole: string, before: string, name: string): string => {
    const start = `${before}${name}=`;
    return known.get(name.toLowerCase())?.has(whole.slice(start.length)) ? whole : start + redactionMark;
  };
  const spellings = spellingsOf(token);
  return (text) => {
    let redacted = text;
    if (redacted.includes('eyJ')) redacted = withoutJwts(redacted);
    for (const spelling of spellings) {
      if (redacted.includes(spelling)) redacted = withoutToken(redacted, spelling, token.length < minimumLength);
    }
    if (redacted.includes('"')) redacted = redacted.replace(properties, `"$1"$2"${redactionMark}"`);
    if (redacted.includes('=')) redacted = redacted.replace(parameters, parameter);
    return redacted;
  };
}

/**
 * The spellings of a token in a header, a URL, a form and JSON. The longest comes first, so that no remainder is left.
 */
function spellingsOf(token: string): string[] {
  if (token === '') return [];
  const inForm = new URLSearchParams({ '': token }).toString().slice(1);
  const unique = new Set([
    token,
    encodeURI(token),
    encodeURIComponent(token),
    inForm,
    JSON.stringify(token).slice(1, -1),
  ]);
  return [...unique].toSorted((one, other) => other.length - one.length);
}

/**
 * Redacts a token, with the name of a sandbox behind it where there is one.
 *
 * @param onlyNamed whether the token alone stays: a short one may occur inside a word
 */
function withoutToken(text: string, token: string, onlyNamed: boolean): string {
  const name = /(?:~|%7[Ee])[a-z0-9-]+/y;
  let redacted = '';
  let copied = 0;
  let from = 0;
  for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, from)) {
    name.lastIndex = at + token.length;
    const isNamed = name.test(text);
    if (onlyNamed && !isNamed) {
      from = at + 1;
      continue;
    }
    redacted += text.slice(copied, at) + redactionMark;
    copied = from = isNamed ? name.lastIndex : at + token.length;
  }
  return redacted + text.slice(copied);
}

function withoutJwts(text: string): string {
  return text.replace(jwt, (candidate, at: number) => {
    const [, claims = '', signature = ''] = candidate.split('.');
    const isTruncated = claims !== '' && at + candidate.length === text.length;
    return isTruncated || (claims !== '' && signature !== '') ? redactionMark : candidate;
  });
}

/**
 * Copies the beginning of a text. A plain slice would keep the whole text in memory.
 *
 * @param length in characters
 */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  return JSON.parse(JSON.stringify(text.slice(0, length))) as string;
}

/** How much of each exchange the journal keeps. */
export const keptLimits = {
  /** Characters of a body. */
  body: 65_536,
  /** Characters of a refusal, a note or another line. */
  text: 2_048,
  /** Notes, and violations, of one request. */
  lines: 50,
} as const;

/** The parts of an exchange that may contain text of the caller. */
export type ExchangeText = Pick<Exchange, 'target' | 'refusal' | 'notes' | 'violations' | 'trail'>;

/** Redacts and truncates the parts of an exchange for the log and the journal. */
export interface Redactor {
  text(exchange: ExchangeText): ExchangeText;
  request(request: PlainRequest): Message;
  response(response: PlainResponse): Message;
  sql(sql: ExecutedSql): ExecutedSql;
  changes(changes: RecordedChanges): RecordedChanges;
}

/** Headers with credentials. The vendor's pages used `authentication` before July 2023. */
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

/** Characters to scan beyond the kept ones, so that a token cut off at the end is redacted too. */
const margin = 16_384;

const none = '';
const decoder = new TextDecoder();

/**
 * Creates a redactor for exchanges.
 *
 * @param token the server's token
 * @param known values that the contracts list for parameters
 * @param places where the documents of users have their credentials
 */
export function createRedactor(
  token: string,
  known?: PublicValues,
  places: readonly Pick<CredentialPlaces, 'headers' | 'query'>[] = [],
): Redactor {
  const redact = withoutKeys(
    createTextRedactor(token, known),
    places.flatMap(({ query }) => query),
  );
  const secrets = new Set([...secretHeaders, ...places.flatMap(({ headers }) => headers)]);
  const line = (text: string): string => truncateLine(redact(text.slice(0, keptLimits.text + margin)), keptLimits.text);
  // The journal keeps bytes, so a slice keeps no longer text in memory.
  const body = (text: string): string => redact(text).slice(0, keptLimits.body);
  // Most clients send the same headers and targets again and again.
  const short = rememberTexts(redact);
  const headersOf = createHeaderMemory(secrets, (headers) => redactHeaders(headers, short, secrets));
  const bodies = createBodyMemory();
  const redacted = once((decode: RecordedChanges['decode']): RecordedChanges['decode'] => (text) => {
    const { rows, isComplete } = decode(text);
    return { rows: rows.map((row) => redactChange(row, redact)), isComplete };
  });
  return {
    text({ target, refusal, notes, violations, trail }) {
      // If the request was accepted, the trail holds no text of the caller; only the target does.
      const isPlain = refusal === undefined && notes.length === 0 && violations.length === 0;
      if (isPlain) return { target: short(target), refusal, notes, violations, trail };
      return {
        target: short(target),
        refusal: refusal === undefined ? undefined : line(refusal),
        notes: limitNotes(notes, line),
        violations: violations
          .slice(0, keptLimits.lines)
          .map(({ pointer, message }) => ({ pointer: line(pointer), message: line(message) })),
        trail: trail.map((entry) => ({ ...entry, detail: line(entry.detail) })),
      };
    },
    request: ({ headers, body: bytes }) => ({
      headers: headersOf(headers),
      body: bytes.byteLength === 0 ? none : body(textOf(bytes, keptLimits.body + margin)),
      bodyBytes: bytes.byteLength,
    }),
    sql: ({ statements, ...counts }) => ({
      ...counts,
      statements: statements.map(({ sql, error, ...rest }) => ({
        sql: line(sql),
        ...rest,
        ...(error && { error: { code: error.code, message: line(error.message) } }),
      })),
    }),
    // Rows are redacted when they are read: most never are.
    changes: ({ text, decode }) => toRecordedChanges(text, redacted(decode)),
    response: ({ headers, body: content, sameBody }) => ({
      headers,
      body: bodies(sameBody, () => body(textOf(content, keptLimits.body + margin))),
      bodyBytes: Number(headers['content-length'] ?? 0),
    }),
  };
}

/** Remembers the redacted text of bodies that are sent again, for as long as their object. */
function createBodyMemory(): (same: object | undefined, redact: () => string) => string {
  const texts = new WeakMap<object, string>();
  return (same, redact) => {
    if (!same) return redact();
    let text = texts.get(same);
    if (text === undefined) texts.set(same, (text = redact()));
    return text;
  };
}

/** Makes a function of another one, and the same as before for the same one. */
function once<T extends object, R>(make: (given: T) => R): (given: T) => R {
  let last: { readonly given: T; readonly made: R } | undefined;
  return (given) => {
    if (last?.given !== given) last = { given, made: make(given) };
    return last.made;
  };
}

/** Columns with credentials. */
const secretColumns = new Set(['token', 'hash']);

function redactChange({ table, before, after }: RowChange, redact: RedactText): RowChange {
  return {
    table,
    ...(before && { before: redactRow(before, redact) }),
    ...(after && { after: redactRow(after, redact) }),
  };
}

function redactRow(row: ChangedRow, redact: RedactText): ChangedRow {
  const kept: Record<string, string | number> = {};
  for (const name in row) {
    const value = row[name]!;
    kept[name] =
      secretColumns.has(name) && value !== '' ? redactionMark : typeof value === 'string' ? redact(value) : value;
  }
  return kept;
}

/** Redacts the values of some query parameters as well. @param names of the parameters that hold credentials */
function withoutKeys(redact: RedactText, names: readonly string[]): RedactText {
  if (names.length === 0) return redact;
  const spellings = new Set(names.flatMap((name) => [name, encodeURIComponent(name), name.replaceAll(' ', '+')]));
  const escaped = [...spellings].map((each) => each.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  const keys = new RegExp(String.raw`([?&](?:${escaped.join('|')})=)[^&#\s"<>]+`, 'gi');
  return (text) => redact(text).replace(keys, `$1${redactionMark}`);
}

/** Remembers the redacted headers of the latest request, which the next one often has, too. */
function createHeaderMemory(
  secrets: ReadonlySet<string>,
  redact: (headers: PlainRequest['headers']) => Message['headers'],
): (headers: PlainRequest['headers']) => Message['headers'] {
  let latest: { readonly headers: PlainRequest['headers']; readonly redacted: Message['headers'] } | undefined;
  return (headers) => {
    if (!latest || !hasSame(latest.headers, headers, secrets)) {
      latest = { headers, redacted: Object.freeze(redact(headers)) };
    }
    return latest.redacted;
  };
}

/** Whether two requests have the same headers in the same order, up to their credentials. */
function hasSame(one: PlainRequest['headers'], other: PlainRequest['headers'], secrets: ReadonlySet<string>): boolean {
  const names = Object.keys(one);
  let count = 0;
  for (const name in other) {
    if (names[count++] !== name) return false;
    if (one[name] !== other[name] && !secrets.has(name)) return false;
  }
  return count === names.length;
}

function redactHeaders(
  headers: PlainRequest['headers'],
  redact: RedactText,
  secrets: ReadonlySet<string>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) kept[name] = secrets.has(name) ? redactionMark : redact(String(headers[name]));
  return kept;
}

/** Limits the notes: a body of one megabyte may have a hundred thousand unknown properties. */
function limitNotes(notes: readonly string[], line: (text: string) => string): string[] {
  const lines = notes.slice(0, keptLimits.lines).map(line);
  return notes.length > lines.length ? [...lines, `and ${notes.length - lines.length} more`] : lines;
}

function truncateLine(text: string, length: number): string {
  return text.length > length ? `${truncate(text, length)}${redactionMark}` : text;
}

/** Decodes the beginning of a body. @param length in characters */
function textOf(body: string | Uint8Array, length: number): string {
  if (typeof body === 'string') return body.slice(0, length);
  const text = decoder.decode(body.subarray(0, length));
  // A character has up to three bytes.
  if (text.length >= length || body.length <= length) return text;
  return decoder.decode(body.subarray(0, 3 * length)).slice(0, length);
}
