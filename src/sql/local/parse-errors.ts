import type { SqlError } from '../engine.ts';
import { inputError, parseError, sqliteError } from './errors.ts';
import { withoutBlanks } from './first-statement.ts';
import { tokenize, tokenName, type ParseDiagnostic, type Token } from './grammar.ts';

/** The tokens whose text the service's parser keeps; it names the kind of all others. */
const textTokens = new Set(
  'ID STRING INTEGER FLOAT BLOB VARIABLE JOIN_KW CTIME_KW LIKE_KW PTR FILTER OVER WINDOW WITHIN'.split(' '),
);

/** The service's words for a text that is no token, by its first characters. */
const illegalTexts: readonly (readonly [RegExp, string])[] = [
  [/^x'/i, 'malformed blob literal'],
  [/^["'`]/, 'non-terminated literal'],
  [/^\[/, 'non-terminated bracket'],
  [/^0x/i, 'malformed hex integer'],
  [/^[.\d]/, 'bad number'],
  [/^[$@:#]/, 'bad variable name'],
  [/^!/, 'expected = sign'],
];

/** Errors that the service's parser does not look for, so that SQLite reports them. */
const leftToSqlite =
  /^(?:DISTINCT aggregates must|a NATURAL join may not|no tables specified|all VALUES must|unsupported use of NULLS|the (?:NOT )?INDEXED(?: BY)? clause is not allowed|qualified table names are not allowed)/;

/**
 * The service's error for a text that the parser refuses. Its words and places are those of sqld 0.24.32: it counts
 * columns in bytes, and gives the end of a token where one is out of place.
 *
 * @param sql the whole text
 * @param start where the parser began in it
 */
export function diagnosticError(diagnostic: ParseDiagnostic, sql: string, start: number): SqlError {
  const { message, token, span } = diagnostic;
  const offset = start + span.offset;
  const at = (reason: string, position = offset): SqlError => parseError(`${reason} ${placeOf(sql, position)}`, offset);
  if (message.startsWith('unrecognized token')) return at(illegalText(sql.slice(offset)));
  if (message === 'incomplete input') {
    return at(sql[offset] === '\0' ? 'unrecognized token at' : 'unexpected end of input at');
  }
  if (token && message.endsWith('": syntax error')) {
    // SQLite can be built to take them, so the service's parser does.
    if (isLimit(token) && isChange(sql.slice(start))) return inputError(message, sql, offset);
    return tokenError(token, sql, start);
  }
  if (message.startsWith('unknown table option')) return at(`${message} at`, offset + span.length);
  if (message.startsWith('unknown join type')) return joinError(sql, offset);
  if (leftToSqlite.test(message)) return sqliteError({ errcode: 1, message });
  return at(`${message} at`);
}

/** The service's error for a token that is out of place. */
export function tokenError({ type, text, span }: Token, sql: string, start = 0): SqlError {
  const offset = start + span.offset;
  const end = offset + span.length;
  const name = tokenName(type) ?? '';
  if (!textTokens.has(name)) return parseError(`near ${name}, "None": syntax error at ${placeOf(sql, end)}`, offset);
  const { line, column } = lineAndColumn(sql, end);
  const kept = name === 'BLOB' ? text.slice(2, -1) : text.replace(/^\?/, '');
  return parseError(`syntax error around L${line}:${column}: \`${kept}\``, offset);
}

/** A block comment without an end. */
export function openCommentError(sql: string, offset: number): SqlError {
  return parseError(`non-terminated block comment at ${placeOf(sql, offset)}`, offset);
}

function illegalText(text: string): string {
  const [, reason] = illegalTexts.find(([pattern]) => pattern.test(text)) ?? [];
  return `${reason ?? 'unrecognized token'} at`;
}

function isLimit({ type }: Token): boolean {
  return ['ORDER', 'LIMIT'].includes(tokenName(type) ?? '');
}

function isChange(sql: string): boolean {
  return /^(?:update|delete|with)\b/i.test(withoutBlanks(sql)) && /\b(?:update|delete)\b/i.test(sql);
}

/** The words before JOIN; the place is behind the token that follows it. */
function joinError(sql: string, offset: number): SqlError {
  const tokens = [...tokenize(sql)];
  const named = tokens.findIndex(({ span }) => span.offset === offset);
  let first = named;
  while (isJoinWord(tokens[first - 1])) first--;
  const join = tokens.findIndex(({ type }, index) => index >= named && tokenName(type) === 'JOIN');
  const words = tokens.slice(first, join).map(({ text }) => text);
  const { span } = tokens[join + 1] ?? tokens[join]!;
  return parseError(`unsupported JOIN type: ${words.join(' ')} at ${placeOf(sql, span.offset + span.length)}`, offset);
}

function isJoinWord(token: Token | undefined): boolean {
  return token !== undefined && tokenName(token.type) === 'JOIN_KW';
}

function lineAndColumn(sql: string, offset: number): { line: number; column: number } {
  const before = sql.slice(0, offset);
  const lastLine = before.slice(before.lastIndexOf('\n') + 1);
  return { line: before.split('\n').length, column: Buffer.byteLength(lastLine) + 1 };
}

function placeOf(sql: string, offset: number): string {
  const { line, column } = lineAndColumn(sql, offset);
  return `(${line}, ${column})`;
}
