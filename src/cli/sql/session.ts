import { SqlError } from './errors.ts';
import { openStream, type SessionOptions } from './stream.ts';
import type { BatchResult, Result, WireError } from './wire.ts';

/** A connection to a database. */
export interface SqlSession {
  /**
   * Runs statements in order, each only if those before it succeeded.
   *
   * @param onResult called with the result of each statement that ran, before an error is thrown
   * @throws SqlError for the first that is refused, ServerError when the server is gone
   */
  run(statements: readonly string[], onResult: (result: Result) => void): Promise<void>;
  /** Rolls an open transaction back. */
  close(): Promise<void>;
}

/** How many statements go in one request. */
const statementsInBatch = 100;

/** Gets a token for a database from the server. @throws ServerError when it gives none */
export async function openSession(options: SessionOptions): Promise<SqlSession> {
  const { send, close } = await openStream(options);

  const runBatch = async (statements: readonly string[], onResult: (result: Result) => void): Promise<void> => {
    const steps = statements.map((sql, index) => ({
      stmt: { sql },
      ...(index > 0 && { condition: { type: 'ok', step: index - 1 } }),
    }));
    const [outcome] = (await send([{ type: 'batch', batch: { steps } }])).results;
    if (outcome?.type !== 'ok') throw new SqlError(errorText(outcome?.error));
    const { step_results: results, step_errors: errors } = outcome.response.result as BatchResult;
    for (const result of results) if (result) onResult(result);
    const error = errors.find((each) => each !== null);
    if (error) throw new SqlError(errorText(error));
  };

  return {
    async run(statements, onResult) {
      for (let start = 0; start < statements.length; start += statementsInBatch) {
        await runBatch(statements.slice(start, start + statementsInBatch), onResult);
      }
    },
    close,
  };
}

function errorText(error: WireError | undefined): string {
  if (!error) return 'the server sent no result';
  return error.code ? `${error.code}: ${error.message}` : error.message;
}
