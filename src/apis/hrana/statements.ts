import type { operations } from '../../contract/generated/hrana.ts';
import type { Principal } from '../../contract/call.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { SqlError } from '../../sql/engine.ts';
import type { DatabasePath, HranaContext } from './context.ts';
import { createMeter } from './meter.ts';
import { batchProgram, statementProgram } from './programs.ts';
import { execute, executeBatch, RequestError } from './requests.ts';
import { toError } from './results.ts';
import { openStream } from './stream.ts';
import type { WireError } from './wire.ts';
import type { Work } from './work.ts';
import { createWrittenResults, type WrittenResults } from './written-results.ts';

/** Runs one statement on a connection of its own. */
export const executeStatement: Handler<operations['executeStatement'], HranaContext> = (input, context) =>
  alone(input, context, async (work) => {
    const result = await execute(work, statementProgram(input.body.stmt, work.stream.texts, 1));
    return { status: 200, body: { result }, written: work.written.write({ result }) };
  });

/** Runs a batch on a connection of its own. */
export const executeStatementBatch: Handler<operations['executeStatementBatch'], HranaContext> = (input, context) =>
  alone(input, context, async (work) => {
    const result = await executeBatch(work, batchProgram(input.body.batch, work.stream.texts, 1));
    return { status: 200, body: { result }, written: work.written.write({ result }) };
  });

interface Caller {
  readonly path: DatabasePath;
  readonly principal: Principal;
  readonly signal: (() => AbortSignal) | undefined;
}

/** Version 1 has no streams, and answers an error of SQL with a status of HTTP. */
async function alone<R>(
  { path, principal, signal }: Caller,
  context: HranaContext,
  act: (work: Work & { readonly written: WrittenResults }) => Promise<R>,
): Promise<R | ErrorReply> {
  const { database, access } = context.grant(path, principal);
  await context.ready(database.content.id);
  const stream = openStream(context.engine, database, access);
  const meter = createMeter();
  try {
    return await act({ stream, database, meter, signal, isLast: true, written: createWrittenResults() });
  } catch (error) {
    if (error instanceof RequestError) return toReply(error.error);
    throw error;
  } finally {
    stream.sql.close();
    context.report(database, meter);
  }
}

type ErrorStatus = 400 | 500 | 501 | 503;

type ErrorReply = { [Status in ErrorStatus]: { readonly status: Status; readonly body: WireError } }[ErrorStatus];

const statuses: Readonly<Record<string, ErrorStatus>> = {
  ARGS_BOTH_POSITIONAL_AND_NAMED: 501,
  TRANSACTION_TIMEOUT: 503,
  TRANSACTION_BUSY: 503,
};

/** @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/http/user/hrana_over_http_1.rs#L162-L186 */
function toReply(error: SqlError): ErrorReply {
  const status = statuses[error.code] ?? (error.code.startsWith('SQLITE_') ? 500 : 400);
  return { status, body: toError(error) };
}
