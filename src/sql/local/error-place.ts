import { tokenize, type Token } from './grammar.ts';
import type { SqlError } from '../engine.ts';
import { inputError, sqliteError, type SqliteFailure } from './errors.ts';

/** Where the tokens of a statement show an error. */
type Find = (tokens: readonly Token[], name: string) => number | undefined;

/**
 * The errors of SQLite that have a place in the text. `node:sqlite` does not tell the place, so it is looked for: the first
 * group of a pattern is the name that stands there.
 */
const placed: readonly (readonly [RegExp, Find])[] = [
  [/^no such column: ([^]+)$/, findName],
  [/^ambiguous column name: ([^]+)$/, findName],
  [/^no such function: ([^]+)$/, findCall],
  [/^wrong number of arguments to function ([^]+)\(\)$/, findCall],
  [/^misuse of (?:aggregate|window|aliased aggregate)(?: function)?:? ([^]+?)(?:\(\))?$/, findCall],
  [/^table ([^]+) already exists$/, findName],
  [/^view ([^]+) already exists$/, findName],
  [/^trigger ([^]+) already exists$/, findName],
  [/^unknown database ([^]+)$/, findName],
  [/^near "([^]*)": syntax error$/, findText],
  [/^unrecognized token: "([^]*)"$/, findText],
  [/^variable number must be between \?1 and \?(\d+)$/, findNumbered],
];

/** Newer SQLite explains how to write a literal; the service's does not. */
const literalHint = / - should this be a string literal in single-quotes\?$/;

/** Errors about libSQL's vector indexes, which are virtual tables that `node:sqlite` cannot have. */
const needsVectorIndex = /^no such (?:function|table): (?:libsql_vector_idx|vector_top_k)$/;

/** The error that preparing a statement gives, with its place where SQLite has one. */
export function prepareError(failure: SqliteFailure, sql: string): SqlError {
  if (failure.errcode !== 1) return sqliteError(failure);
  if (needsVectorIndex.test(failure.message)) {
    return sqliteError({ errcode: 1, message: `${failure.message} (vector indexes need a libSQL server)` });
  }
  const message = literalHint.test(failure.message)
    ? failure.message.replace(literalHint, '').replace(/^([^"]*)"([^]*)"$/, '$1$2')
    : failure.message;
  for (const [pattern, look] of placed) {
    const [, name] = pattern.exec(message) ?? [];
    if (name === undefined) continue;
    const offset = look([...tokenize(sql)], name);
    if (offset !== undefined) return inputError(message, sql, offset);
  }
  return sqliteError({ errcode: failure.errcode, message });
}

function findText(tokens: readonly Token[], text: string): number | undefined {
  return tokens.find((token) => token.text === text)?.span.offset;
}

function findNumbered(tokens: readonly Token[], most: string): number | undefined {
  const isOutside = (number: number): boolean => number < 1 || number > Number(most);
  return tokens.find(({ text }) => /^\?\d/.test(text) && isOutside(Number(text.slice(1))))?.span.offset;
}

/** A name may be qualified: `t.x` stands for three tokens. */
function findName(tokens: readonly Token[], name: string): number | undefined {
  return find(tokens, name, false) ?? find(tokens, name.slice(name.lastIndexOf('.') + 1), false);
}

function findCall(tokens: readonly Token[], name: string): number | undefined {
  return find(tokens, name, true);
}

function find(tokens: readonly Token[], name: string, isCall: boolean): number | undefined {
  const wanted = name.toLowerCase();
  const index = tokens.findIndex((_, start) => {
    let text = '';
    let end = start;
    while (end < tokens.length && text.length < wanted.length) text += unquoted(tokens[end++]!.text).toLowerCase();
    return text === wanted && (!isCall || tokens[end]?.text === '(');
  });
  return index < 0 ? undefined : tokens[index]!.span.offset;
}

function unquoted(text: string): string {
  const first = text[0];
  if (first === '[') return text.slice(1, -1);
  if (first !== '"' && first !== '`') return text;
  return text.slice(1, -1).replaceAll(first + first, first);
}
