import type { SqlError } from '../engine.ts';

/** The name of each primary result code, as the service's clients know it. */
const primaryCodes: Readonly<Record<number, string>> = {
  2: 'SQLITE_INTERNAL',
  3: 'SQLITE_PERM',
  4: 'SQLITE_ABORT',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  12: 'SQLITE_NOTFOUND',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  17: 'SQLITE_SCHEMA',
  18: 'SQLITE_TOOBIG',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
  21: 'SQLITE_MISUSE',
  22: 'SQLITE_NOLFS',
  23: 'SQLITE_AUTH',
  25: 'SQLITE_RANGE',
  26: 'SQLITE_NOTADB',
};

/** Extended codes that statements of a caller can meet. https://sqlite.org/rescode.html */
const extendedCodes: Readonly<Record<number, string>> = {
  261: 'SQLITE_BUSY_RECOVERY',
  517: 'SQLITE_BUSY_SNAPSHOT',
  773: 'SQLITE_BUSY_TIMEOUT',
  267: 'SQLITE_CORRUPT_VTAB',
  275: 'SQLITE_CONSTRAINT_CHECK',
  531: 'SQLITE_CONSTRAINT_COMMITHOOK',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1043: 'SQLITE_CONSTRAINT_FUNCTION',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  1811: 'SQLITE_CONSTRAINT_TRIGGER',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
  2323: 'SQLITE_CONSTRAINT_VTAB',
  2579: 'SQLITE_CONSTRAINT_ROWID',
  2835: 'SQLITE_CONSTRAINT_PINNED',
  3091: 'SQLITE_CONSTRAINT_DATATYPE',
};

/** An error that SQLite reports through `node:sqlite`. */
export interface SqliteFailure extends Error {
  /** The extended result code. */
  readonly errcode: number;
}

/** Whether an exception comes from SQLite, rather than from a defect of ours. */
export function isSqliteFailure(error: unknown): error is SqliteFailure {
  return error instanceof Error && typeof (error as { errcode?: unknown }).errcode === 'number';
}

/** Makes an error as SQLite would report it, for functions of our own that are called by SQL. */
export function sqliteFailure(message: string, errcode = 1): SqliteFailure {
  return Object.assign(new Error(message), { errcode });
}

/**
 * Turns SQLite's error into the service's: the primary code by name, `SQLITE_UNKNOWN` for the plain one.
 *
 * https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/hrana/stmt.rs
 */
export function sqliteError(failure: { readonly errcode: number; readonly message: string }): SqlError {
  const extendedCode = extendedCodes[failure.errcode];
  return {
    code: primaryCodes[failure.errcode & 255] ?? 'SQLITE_UNKNOWN',
    message: `SQLite error: ${failure.message}`,
    ...(extendedCode === undefined ? undefined : { extendedCode }),
  };
}

/** An error at a place of a statement; the text gives the place in bytes, as SQLite counts. */
export function inputError(message: string, sql: string, offset: number): SqlError {
  const bytes = Buffer.byteLength(sql.slice(0, offset));
  return { code: 'SQL_INPUT_ERROR', message: `SQL input error: ${message} (at offset ${bytes})`, offset };
}

/** A text that the parser or the policy refuses. */
export function parseError(reason: string, offset?: number): SqlError {
  return {
    code: 'SQL_PARSE_ERROR',
    message: `SQL string could not be parsed: ${reason}`,
    ...(offset === undefined ? undefined : { offset }),
  };
}

/** Arguments that do not fit the parameters of a statement. */
export function argumentsError(reason: string): SqlError {
  return { code: 'ARGS_INVALID', message: `Arguments do not match SQL parameters: ${reason}` };
}

export const noStatement: SqlError = {
  code: 'SQL_NO_STATEMENT',
  message: 'SQL string does not contain any statement',
};
export const manyStatements: SqlError = {
  code: 'SQL_MANY_STATEMENTS',
  message: 'SQL string contains more than one statement',
};
export const bothKindsOfArguments: SqlError = {
  code: 'ARGS_BOTH_POSITIONAL_AND_NAMED',
  message: 'Specifying both positional and named arguments is not supported',
};
export const transactionTimeout: SqlError = { code: 'TRANSACTION_TIMEOUT', message: 'Transaction timed out' };
export const transactionBusy: SqlError = {
  code: 'TRANSACTION_BUSY',
  message: 'Server cannot handle additional transactions',
};
/** Thrown where a connection cannot be opened because the process has as many as it may. */
export const tooManyConnections = sqliteFailure('too many connections', 5);
export const responseTooLarge: SqlError = { code: 'RESPONSE_TOO_LARGE', message: 'Response is too large' };
export const statementTooLong = sqliteError({ errcode: 18, message: 'statement too long' });
export const databaseFull = sqliteError({ errcode: 13, message: 'database or disk is full' });
export const databaseLocked = sqliteError({ errcode: 5, message: 'database is locked' });
export const withdrawn = sqliteError({ errcode: 9, message: 'interrupted: the caller withdrew the request' });

/** Usage is above its quota. The words are the service's; programs look for them. */
export function blocked(what: 'read' | 'write'): SqlError {
  const reason = `SQL ${what} operations are forbidden (${what}s are blocked, do you need to upgrade your plan?)`;
  return { code: 'BLOCKED', message: `Operation was blocked: ${reason}` };
}

/** A statement ran longer than it may; SQLite offers no gentler way to end it than its process. */
export const interrupted = sqliteError({
  errcode: 9,
  message: 'interrupted: a statement ran longer than 5 seconds and was ended',
});

/** The process ended while it worked on a program, for a reason that is not known. */
export const unfinished = sqliteError({
  errcode: 9,
  message: 'interrupted: the process that ran it ended; some of it may have been committed',
});
