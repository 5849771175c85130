import type { Step } from '../../sql/engine.ts';
import { type Connection, failure, type Rows, TransferError } from '../../sql/transfer/connection.ts';
import { transfer } from '../../sql/transfer/transfer.ts';
import { decodeValue, encodeStatement, type WireBatchResult } from '../../sql/sqld/wire.ts';
import { type CopyOptions, copyHelp, parseCopyOptions } from './copy-options.ts';
import { SqlError } from './errors.ts';
import { openStream, type Stream } from './stream.ts';

/**
 * Copies a database of one running server to another one: `mockplane sql copy my-org/my-db --to URL`.
 *
 * @returns the exit code 0
 * @throws OptionError for an invalid command line, SqlError if the copy fails, ServerError if a server is not there
 */
export async function copy(args: readonly string[]): Promise<number> {
  const options = parseCopyOptions(args, process.env);
  if (!options) {
    process.stdout.write(`${copyHelp()}\n`);
    return 0;
  }
  const [from, to] = [await openStream(options.from), await openStream(options.to)];
  try {
    await copyBetween(from, to, options);
    return 0;
  } catch (error) {
    if (error instanceof TransferError) throw new SqlError(error.message, { cause: error });
    throw error;
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}

async function copyBetween(from: Stream, to: Stream, { quiet }: CopyOptions): Promise<void> {
  const copied = await transfer(onHttp(from), onHttp(to), {
    onProgress({ name, rows }) {
      if (process.stderr.isTTY && !quiet) process.stderr.write(`\r${name}: ${rows} rows\u001B[K`);
    },
  });
  if (process.stderr.isTTY && !quiet) process.stderr.write('\r\u001B[K');
  const rows = copied.reduce((total, table) => total + table.rows, 0);
  const counts = copied.map((table) => `  ${table.name}: ${table.rows}\n`).join('');
  process.stdout.write(`${copied.length} tables, ${rows} rows, counted on both servers\n${quiet ? '' : counts}`);
}

/** Runs the statements of a copy over HTTP. */
export function onHttp({ send }: Pick<Stream, 'send'>): Connection {
  const run = async (steps: readonly Step[]): Promise<Rows> => {
    const batch = {
      steps: steps.map(({ sql, arguments: given, wantRows }, index) => ({
        stmt: encodeStatement(sql, given ?? {}, wantRows ?? true),
        ...(index > 0 && { condition: { type: 'ok', step: index - 1 } }),
      })),
    };
    const [outcome] = (await send([{ type: 'batch', batch }])).results;
    if (outcome?.type !== 'ok') throw failureOf(outcome?.error, steps[0]!.sql);
    const { step_results: results, step_errors: errors } = outcome.response.result as unknown as WireBatchResult;
    const failed = errors.findIndex((error) => error !== null);
    if (failed >= 0) throw failureOf(errors[failed], steps[failed]!.sql);
    return results.at(-1)?.rows.map((row) => row.map(decodeValue)) ?? [];
  };
  return {
    query: (sql, ...positional) => run([{ sql, arguments: { positional } }]),
    run: async (steps) => void (await run(steps)),
  };
}

function failureOf(
  error: { readonly message: string; readonly code?: string | null } | null | undefined,
  sql: string,
): TransferError {
  return failure({ code: error?.code ?? '', message: error?.message ?? 'the server sent no result' }, sql);
}
