import type { SqlError } from '../engine.ts';
import { parseError, statementTooLong } from './errors.ts';
import { firstStatement } from './first-statement.ts';
import { parse } from './grammar.ts';
import { maxSqlLength } from './limits.ts';
import { newerToken } from './newer-syntax.ts';
import { diagnosticError, openCommentError, tokenError } from './parse-errors.ts';
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
    const newer = newerToken(parsed.root, rest.slice(0, parsed.tail));
    if (newer) return { error: tokenError(newer, sql, start) };
    const traits = classify(parsed.root);
    if (!traits) return { error: parseError(`unsupported statement: ${sql}`) };
    // SQLite passes over the semicolons and comments behind a statement.
    statements.push({ ...traits, sql: rest.slice(0, parsed.tail) });
    start += parsed.tail;
  }
  const comment = openComment(sql);
  if (comment !== undefined) {
    return { error: openCommentError(sql, comment) };
  }
  return { statements };
}

/** Whether a text holds only comments and semicolons. */
export function isBlank(text: string): boolean {
  const parsed = parse(text);
  return parsed.status === 'ok' && parsed.root.cmds.length === 0;
}

/** A block comment without an end, which SQLite lets pass and the service does not. @returns where it begins */
function openComment(sql: string): number | undefined {
  const last = sql.lastIndexOf('/*');
  if (last < 0 || sql.indexOf('*/', last + 2) >= 0) return undefined;
  // The two characters may stand in a literal or a line comment. A quote on a line of its own is an error behind
  // those, and nothing within a block comment.
  return parse(`${sql}\n'`).status === 'ok' ? last : undefined;
}
