import type { Connection } from './connection.ts';
import { prepareError } from './error-place.ts';
import { isSqliteFailure } from './errors.ts';
import type { DescribeReply } from './messages.ts';
import { firstStatement } from './first-statement.ts';
import { isBlank } from './parse.ts';
import { traitsOf, unsupported } from './statement-kind.ts';

/** Describes the first statement of a text. It asks no policy, as the service does; the authorizer still holds. */
export function describeStatement(connection: Connection, sql: string): DescribeReply['result'] {
  const parsed = firstStatement(sql);
  const statement = parsed.status === 'ok' ? parsed.root : undefined;
  // SQLite prepares nothing of a text without a statement, which is no error.
  if (!statement && isBlank(sql)) {
    return { type: 'done', description: { parameters: [], columns: [], isExplain: false, isReadonly: true } };
  }
  const traits = (statement && traitsOf(statement)) ?? unsupported;
  const text = parsed.status === 'ok' ? sql.slice(0, parsed.tail) : sql;
  // Some pragmas take effect while they are prepared.
  const isPragma = statement?.type === 'PragmaStmt' && statement.body !== undefined;
  const foreignKeys = isPragma && connection.foreignKeys();
  try {
    const { columns, parameters } = connection.prepare({ ...traits, isReusable: false, sql: text });
    return {
      type: 'done',
      description: {
        parameters: parameters.map((name) => ({ name })),
        columns,
        isExplain: statement?.type === 'ExplainStmt',
        isReadonly: traits.isReadonly,
      },
    };
  } catch (error) {
    if (!isSqliteFailure(error)) throw error;
    return { type: 'failed', error: prepareError(error, text) };
  } finally {
    if (isPragma) connection.exec(`PRAGMA foreign_keys = ${foreignKeys ? 'ON' : 'OFF'}`);
  }
}
