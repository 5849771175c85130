import { Problem } from '../../contract/problem.ts';
import type { Program, SqlError } from '../../sql/engine.ts';
import { messages } from './messages.ts';
import { batchProgram, statementProgram } from './programs.ts';
import { toBatchResult, toDescribeResult, toError, toStatementResult } from './results.ts';
import { streamExpired } from './streams.ts';
import type {
  StreamRequest,
  StreamResponse,
  StreamResult,
  Version,
  WireBatchResult,
  WireDescribeResult,
  WireStatementResult,
} from './wire.ts';
import { run, type Work } from './work.ts';

/** The failure of one request; those after it are carried out all the same. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly error: SqlError;

  constructor(error: SqlError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Carries out one request of a pipeline.
 *
 * @throws Problem for what ends the pipeline: a violation of the protocol, a right that the token lacks, a lost stream
 */
export async function carryOut(work: Work, request: StreamRequest, version: Version): Promise<StreamResult> {
  try {
    return { type: 'ok', response: await respond(work, request, version) };
  } catch (error) {
    if (error instanceof RequestError) return { type: 'error', error: toError(error.error) };
    throw error;
  }
}

async function respond(work: Work, request: StreamRequest, version: Version): Promise<StreamResponse> {
  const { texts } = work.stream;
  switch (request.type) {
    case 'close':
      work.stream.sql.close();
      return { type: 'close' };
    case 'execute':
      return { type: 'execute', result: await execute(work, statementProgram(request.stmt, texts, version)) };
    case 'batch':
      return { type: 'batch', result: await executeBatch(work, batchProgram(request.batch, texts, version)) };
    case 'sequence':
      await executeSequence(work, texts.resolve(request, version));
      return { type: 'sequence' };
    case 'describe':
      return { type: 'describe', result: await describe(work, texts.resolve(request, version)) };
    case 'store_sql': {
      const error = texts.store(request.sql_id, request.sql);
      if (error) throw new RequestError(error);
      return { type: 'store_sql' };
    }
    case 'close_sql':
      texts.remove(request.sql_id);
      return { type: 'close_sql' };
    default:
      if (version < 3) throw new Problem(400, messages.notSupported('The `get_autocommit` request', 3));
      return { type: 'get_autocommit', is_autocommit: work.stream.state.autocommit };
  }
}

/** Runs a program of one statement. @throws RequestError when it fails */
export async function execute(work: Work, program: Program): Promise<WireStatementResult> {
  const result = await run(work, program, work.written && 'list');
  if (result.type === 'failed') throw new RequestError(result.error);
  const outcome = result.outcomes[0]!;
  if (outcome.type === 'error') throw new RequestError(outcome.error);
  if (outcome.type === 'skipped') throw new Error('A statement without a condition was passed over.');
  work.written?.add(outcome.result);
  return toStatementResult(outcome.result);
}

/** Runs a batch. @throws RequestError when nothing of it ran */
export async function executeBatch(work: Work, program: Program): Promise<WireBatchResult> {
  const result = await run(work, program, work.written && 'list');
  if (result.type === 'failed') throw new RequestError(result.error);
  for (const outcome of result.outcomes) if (outcome.type === 'ok') work.written?.add(outcome.result);
  return toBatchResult(result.outcomes);
}

/** Runs all statements of a text. @throws RequestError for the first that fails */
export async function executeSequence(work: Work, sql: string): Promise<void> {
  const result = await run(work, { type: 'script', sql });
  if (result.type === 'failed') throw new RequestError(result.error);
  const last = result.outcomes.at(-1);
  if (last?.type === 'error') throw new RequestError(last.error);
}

/** Describes the first statement of a text. @throws RequestError when it cannot be */
export async function describe({ stream }: Work, sql: string): Promise<WireDescribeResult> {
  const result = await stream.sql.describe(sql);
  if (result.type === 'expired') throw streamExpired(messages.lostStream);
  stream.state = result;
  if (result.type === 'failed') throw new RequestError(result.error);
  return toDescribeResult(result.description);
}
