import { openConnection, type Connection, type ConnectionOptions } from './connection.ts';
import { isSqliteFailure } from './errors.ts';
import { deleteContent } from './files.ts';
import { checkFile } from './maintenance.ts';
import { parseText } from './parse.ts';
import { traitsOf, unsupported, type Traits } from './statement-kind.ts';
import type { Stmt } from './grammar.ts';

type FileOptions = Pick<ConnectionOptions, 'path' | 'isDurable' | 'define'>;

/**
 * Runs a dump in a file that nobody else uses, as SQLite's shell would read it: statement by statement, up to the first
 * error. It yields between statements, so that others can have a turn.
 *
 * The policy of streams holds, and beside it what the shell itself writes into dumps: `PRAGMA writable_schema` with rows of
 * the schema for virtual tables, and ANALYZE. A file that such a dump leaves is checked like one that was uploaded.
 *
 * @returns why the dump is refused; undefined if it ran. The file of a refused dump is deleted
 */
export function* importDump(
  bytes: Uint8Array,
  options: FileOptions,
  progress: () => void,
): Generator<void, string | undefined> {
  const sql = decode(bytes);
  let reason = sql === undefined ? 'it is not UTF-8' : yield* runDump(sql, options, progress);
  reason ??= checkFile(options);
  if (reason !== undefined) deleteContent(options.path);
  return reason;
}

function* runDump(sql: string, options: FileOptions, progress: () => void): Generator<void, string | undefined> {
  const { statements, error } = parseText(sql, progress, traitsInDump);
  if (error) return error.message;
  const writesSchema = statements.some((statement) => isWritableSchema(statement.sql));
  const connection = openConnection({ ...options, isDefensive: !writesSchema });
  let line = 1;
  try {
    for (const statement of statements) {
      yield;
      const start = line + lineEnds(/^\s*/.exec(statement.sql)![0]);
      try {
        if (isOfShell(statement.sql)) connection.exec(statement.sql);
        else runStatement(connection, statement);
      } catch (failure) {
        if (!isSqliteFailure(failure)) throw failure;
        return `line ${start}: ${failure.message}`;
      }
      line += lineEnds(statement.sql);
    }
    return connection.isAutocommit() ? undefined : 'it begins a transaction and does not end it with COMMIT';
  } finally {
    connection.close();
  }
}

function runStatement(connection: Connection, statement: Parameters<Connection['prepare']>[0]): void {
  connection.prepare(statement).statement.run();
}

/** Statements that the shell writes into dumps and that no stream may run. */
function isOfShell(sql: string): boolean {
  return isWritableSchema(sql) || /^\s*ANALYZE\b/i.test(sql);
}

function isWritableSchema(sql: string): boolean {
  return /^\s*PRAGMA\s+writable_schema\b/i.test(sql);
}

function traitsInDump(statement: Stmt): Traits | undefined {
  const known = traitsOf(statement);
  if (known) return known;
  const isKnownToShell =
    statement.type === 'AnalyzeStmt' ||
    (statement.type === 'PragmaStmt' && statement.name.objName.text.toLowerCase() === 'writable_schema');
  return isKnownToShell ? unsupported : undefined;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lineEnds(text: string): number {
  return text.split('\n').length - 1;
}
