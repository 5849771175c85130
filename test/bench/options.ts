import { parseArgs } from 'node:util';
import { cases } from './cases.ts';
import type { LoadName } from './load/load.ts';
import { OptionError } from './option-error.ts';

/** The parts that can be measured separately: a case, or one of the other parts. */
export const parts: readonly string[] = [
  ...cases.map(({ id }) => id),
  'startup',
  'memory',
  'reset',
  'sandboxes',
  'sql',
  'tools',
];

/** How the benchmark was asked to run. */
export interface Options {
  readonly quick: boolean;
  /** All parts when empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
  readonly load: LoadName | undefined;
  /** Whether to measure nothing, and make table and plot from the last results. */
  readonly render: boolean;
  /** Whether to write the results, the table and the plot. */
  readonly write: boolean;
  readonly help: boolean;
}

const flags = {
  quick: { type: 'boolean' },
  only: { type: 'string', multiple: true },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  connections: { type: 'string' },
  load: { type: 'string' },
  render: { type: 'boolean' },
  write: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const help = `npm run bench -- [options]

Measures Mockplane beside its peers and a bare server, and writes the guide's page on speed.

  --quick            one round at 16 connections, in two to four minutes; writes nothing
  --only PART        one part, may be repeated; writes nothing, but sql with --write:
                     ${parts.slice(0, 7).join(', ')},
                     ${parts.slice(7).join(', ')}
  --rounds N         how often all of it is repeated at most (default 5)
  --seconds N        how long each load lasts (default 1)
  --connections N,N  default 1,16,128
  --load NAME        wrk or autocannon (default: wrk where it is installed)
  --render           measure nothing: make the table and the plot from results.json
  --write            write results, table and plot though the run is quick
  --help             print this and exit
`;

/** Reads the command line. @throws OptionError */
export function readOptions(args: readonly string[]): Options {
  const given = parse(args);
  const quick = given.quick ?? false;
  const only = given.only ?? [];
  const unknown = only.find((name) => !parts.includes(name));
  if (unknown !== undefined) throw new OptionError(`--only takes ${parts.join(', ')}, not "${unknown}"`);
  if (given.load !== undefined && given.load !== 'wrk' && given.load !== 'autocannon')
    throw new OptionError(`--load takes wrk or autocannon, not "${given.load}"`);
  // The cost of SQL has its own date and its own bare server.
  const isSqlAlone = only.length > 0 && only.every((part) => part === 'sql');
  if (given.write && only.length > 0 && !isSqlAlone)
    throw new OptionError('--write needs all parts or sql, so it does not go with --only of another');
  return {
    quick,
    only,
    rounds: whole('rounds', given.rounds) ?? (quick ? 1 : 5),
    seconds: whole('seconds', given.seconds) ?? 1,
    connections:
      given.connections?.split(',').map((text) => whole('connections', text)!) ?? (quick ? [16] : [1, 16, 128]),
    load: given.load,
    render: given.render ?? false,
    write: given.write ?? (!quick && only.length === 0),
    help: given.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false }).values;
  } catch (error) {
    // Node's message goes on to explain `--`; its first sentence says what is wrong.
    throw new OptionError((error as Error).message.split(/\. |\n/)[0]!.replace(/\.$/, ''));
  }
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new OptionError(`--${name} takes whole numbers above 0, not "${text}"`);
  return Number(text);
}
