import type { SqlError } from '../engine.ts';
import { parseError, statementTooLong } from './errors.ts';
import { firstStatement } from './first-statement.ts';
import { parse, type ParseDiagnostic } from './grammar.ts';
import { maxSqlLength } from './limits.ts';
import { traitsOf, type Traits } from './statement-kind.ts';

/** One statement of a text. */
export interface Statement extends Traits {
  /** From the end of the statement before it, so that places in it count as SQLite counts them. */
  readonly sql: string;
}

/** The statements of a text, or why it is refused as a whole. */
export type ParsedText =
  | { readonly statements: readonly Statement[]; readonly error?: undefined }
  | { readonly statements?: undefined; readonly error: SqlError };

/**
 * Splits a text into statements and holds each to the policy.
 *
 * @param progress called between statements, for texts that take long
 * @param classify gives the traits of a statement; undefined for one that is refused
 */
export function parseText(sql: string, progress?: () => void, classify = traitsOf): ParsedText {
  const statements: Statement[] = [];
  let start = 0;
  while (start < sql.length) {
    progress?.();
    const rest = sql.slice(start, start + maxSqlLength + 1);
    const isCut = start + rest.length < sql.length;
    const parsed = firstStatement(rest);
    if (parsed.status === 'error') {
      const [diagnostic] = parsed.errors;
      if (isCut && diagnostic!.span.offset + diagnostic!.span.length >= rest.length) return { error: statementTooLong };
      if (isBlank(rest)) break;
      return { error: diagnosticError(diagnostic!, sql, start) };
    }
    if (isCut && parsed.tail >= rest.length) return { error: statementTooLong };
    const traits = classify(parsed.root);
    if (!traits) return { error: parseError(`unsupported statement: ${sql}`) };
    // SQLite passes over the semicolons and comments behind a statement.
    statements.push({ ...traits, sql: rest.slice(0, parsed.tail) });
    start += parsed.tail;
  }
  const comment = openComment(sql);
  if (comment !== undefined) {
    return { error: parseError(`non-terminated block comment at ${place(sql, comment)}`, comment) };
  }
  return { statements };
}

/** Whether a text holds only comments and semicolons. */
export function isBlank(text: string): boolean {
  const parsed = parse(text);
  return parsed.status === 'ok' && parsed.root.cmds.length === 0;
}

function diagnosticError(diagnostic: ParseDiagnostic, sql: string, start: number): SqlError {
  const offset = start + diagnostic.span.offset;
  const end = offset + diagnostic.span.length;
  const [, token] = /^near "([^]*)": syntax error$/.exec(diagnostic.message) ?? [];
  if (token !== undefined) {
    const { line, column } = lineAndColumn(sql, end);
    return parseError(`syntax error around L${line}:${column}: \`${token}\``, offset);
  }
  if (diagnostic.hints?.some((hint) => hint.message.startsWith('unterminated'))) {
    return parseError(`non-terminated literal at ${place(sql, offset)}`, offset);
  }
  if (diagnostic.token?.text === '!') return parseError(`expected = sign at ${place(sql, offset)}`, offset);
  return parseError(`${diagnostic.message} at ${place(sql, offset)}`, offset);
}

/** A block comment without an end, which SQLite lets pass and the service does not. @returns where it begins */
function openComment(sql: string): number | undefined {
  const last = sql.lastIndexOf('/*');
  if (last < 0 || sql.indexOf('*/', last + 2) >= 0) return undefined;
  // The two characters may stand in a literal or a line comment. A quote on a line of its own is an error behind
  // those, and nothing within a block comment.
  return parse(`${sql}\n'`).status === 'ok' ? last : undefined;
}

function lineAndColumn(sql: string, offset: number): { line: number; column: number } {
  const before = sql.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function place(sql: string, offset: number): string {
  const { line, column } = lineAndColumn(sql, offset);
  return `(${line}, ${column})`;
}
