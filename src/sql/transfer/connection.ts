import type { SqlError, SqlStream, SqlValue, Step } from '../engine.ts';

/** Rows as an engine gives them. */
export type Rows = readonly (readonly SqlValue[])[];

/** One end of a transfer: a connection on which statements run one after the other. */
export interface Connection {
  /** Runs one statement. @returns its rows @throws TransferError if it fails */
  query(sql: string, ...values: readonly SqlValue[]): Promise<Rows>;
  /** Runs statements up to the first that fails. @throws TransferError if one fails */
  run(steps: readonly Step[]): Promise<void>;
}

/** A transfer that could not be carried out. The target is as it was. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
  /** The code of the SQL error behind it; undefined for another reason. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

/** Makes a failure of SQL an error. */
export function failure({ code, message }: SqlError, sql: string): TransferError {
  return new TransferError(`${message} (in ${sql.slice(0, longestShown)})`, code);
}

const longestShown = 120;

/** Runs the statements of a transfer on a stream of an engine. */
export function onStream(stream: SqlStream): Connection {
  const run = async (steps: readonly Step[]): Promise<Rows> => {
    const chained = steps.map((step, index) =>
      index === 0 ? step : ({ ...step, condition: { type: 'ok', step: index - 1 } } as const),
    );
    const result = await stream.run({ type: 'steps', steps: chained });
    if (result.type === 'failed') throw failure(result.error, steps[0]!.sql);
    if (result.type !== 'done') throw new TransferError(`the connection is ${result.type}`);
    let rows: Rows = [];
    for (const [index, outcome] of result.outcomes.entries()) {
      if (outcome.type === 'error') throw failure(outcome.error, steps[index]!.sql);
      if (outcome.type === 'ok') ({ rows } = outcome.result);
    }
    return rows;
  };
  return {
    query: (sql, ...positional) => run([{ sql, arguments: { positional } }]),
    run: async (steps) => void (await run(steps)),
  };
}
