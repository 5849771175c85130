import { type DatabaseName, databasePath } from '../../mockplane/database-access.ts';
import { ServerError, SqlError } from './errors.ts';
import { parseReply, post, refusalText } from './request.ts';
import type { BatchResult, PipelineReply, Result, WireError } from './wire.ts';

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

export interface SessionOptions {
  readonly url: string;
  readonly token: string;
  readonly database: DatabaseName;
  readonly readOnly: boolean;
}

/** How many statements go in one request. */
const statementsInBatch = 100;

/** Gets a token for a database from the server. @throws ServerError when it gives none */
export async function openSession({ url, token, database, readOnly }: SessionOptions): Promise<SqlSession> {
  const { organization, name } = database;
  const query = readOnly ? '?authorization=read-only' : '';
  const [org, db] = [encodeURIComponent(organization), encodeURIComponent(name)];
  const minted = await post(`${url}/v1/organizations/${org}/databases/${db}/auth/tokens${query}`, token);
  const { jwt } = (parseReply(minted) ?? {}) as { jwt?: unknown };
  if (minted.status !== 200 || typeof jwt !== 'string') {
    const hint = minted.status === 401 ? "; set the server's token with --token" : '';
    throw new ServerError(`${url} created no token for ${organization}/${name}: ${refusalText(minted)}${hint}`);
  }
  const endpoint = `${url}${databasePath(database)}v2/pipeline`;
  let baton: string | null = null;

  const send = async (requests: readonly object[]): Promise<PipelineReply> => {
    const sent = baton;
    // A refused request ends the stream.
    baton = null;
    const reply = await post(endpoint, jwt, { baton: sent, requests });
    if (reply.status !== 200) throw new SqlError(refusalText(reply));
    const parsed = parseReply(reply) as PipelineReply;
    baton = parsed.baton;
    return parsed;
  };

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
    async close() {
      if (baton !== null) await send([{ type: 'close' }]).catch(() => undefined);
    },
  };
}

function errorText(error: WireError | undefined): string {
  if (!error) return 'the server sent no result';
  return error.code ? `${error.code}: ${error.message}` : error.message;
}
