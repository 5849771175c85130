import { text as readText } from 'node:stream/consumers';
import { OptionError } from '../../mockplane/options.ts';
import { describeError } from '../errors.ts';
import { printable } from '../terminal.ts';
import { ServerError, SqlError } from './errors.ts';
import { copy } from './copy.ts';
import { parseSqlOptions, sqlHelp, type SqlOptions } from './options.ts';
import { prompt } from './prompt.ts';
import { changeText, formatJson, formatTable } from './results.ts';
import { openSession, type SqlSession } from './session.ts';
import { splitStatements } from './split.ts';
import type { Result } from './wire.ts';

/**
 * Runs SQL in a database of a running server: `mockplane sql my-org/my-db "SELECT 1"`.
 *
 * @returns the exit code: 0 when all SQL ran, 1 when some was refused, 2 when none could be sent
 */
export async function sql(args: string[]): Promise<number> {
  let session: SqlSession | undefined;
  try {
    if (args[0] === 'copy') return await copy(args.slice(1));
    const options = parseSqlOptions(args, process.env);
    if (!options) {
      process.stdout.write(`${sqlHelp()}\n`);
      return 0;
    }
    session = await openSession(options);
    await run(session, options);
    return 0;
  } catch (error) {
    if (error instanceof OptionError) {
      process.stderr.write(`mockplane: ${describeError(error, 'mockplane sql --help')}\n`);
      return 2;
    }
    if (!(error instanceof SqlError || error instanceof ServerError)) throw error;
    printError(error);
    return error instanceof SqlError ? 1 : 2;
  } finally {
    await session?.close();
  }
}

async function run(session: SqlSession, { sql: given, json, database }: SqlOptions): Promise<void> {
  if (given === undefined && process.stdin.isTTY) {
    const { organization, name } = database;
    const { stdin: input, stdout: output } = process;
    const print = printer(json, true);
    return prompt({ session, name: `${organization}/${name}`, input, output, print, printError });
  }
  // A file of thousands of INSERTs prints nothing, as in other shells.
  const print = printer(json, given !== undefined);
  await session.run(splitStatements(given ?? (await readText(process.stdin))), print);
}

/** @param tellsChanges whether a statement without columns prints how many rows it changed */
function printer(json: boolean, tellsChanges: boolean): (result: Result) => void {
  return (result) => {
    if (result.cols.length > 0) process.stdout.write(`${json ? formatJson(result) : formatTable(result)}\n`);
    else if (tellsChanges && !json) process.stdout.write(`${changeText(result)}\n`);
  };
}

function printError({ message }: Error): void {
  process.stderr.write(`mockplane: ${message.split('\n').map(printable).join('\n')}\n`);
}
