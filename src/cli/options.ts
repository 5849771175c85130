import { parseArgs } from 'node:util';
import { defaultHost, defaultPort } from '../start.ts';
import { defaultToken } from '../mockplane.ts';

/** How the server was asked to run. */
export interface Options {
  readonly port: number;
  readonly host: string;
  readonly token: string;
  readonly stateless: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** An option that cannot be understood; the message says which and why. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

interface Flag {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly text: string;
}

/** Every option, in the order of the help. Each but `help` and `version` is also `MOCKPLANE_<NAME>`. */
export const flags = {
  port: { type: 'string', value: 'N', text: `port to listen on, 0 for a free one (default ${defaultPort})` },
  host: { type: 'string', value: 'ADDRESS', text: `address to listen on (default ${defaultHost})` },
  token: { type: 'string', value: 'TOKEN', text: `token that both APIs accept (default ${defaultToken})` },
  stateless: { type: 'boolean', text: "answer with the contract's examples (today the only way)" },
  quiet: { type: 'boolean', text: 'print no line per request' },
  help: { type: 'boolean', text: 'print this and exit' },
  version: { type: 'boolean', text: 'print the version and exit' },
} as const satisfies Record<string, Flag>;

/**
 * Reads the command line, then the environment for what it does not say.
 *
 * @throws OptionError
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  const given = parse(args);
  const text = (name: 'port' | 'host' | 'token') =>
    given[name] ?? nonEmpty(environment[`MOCKPLANE_${name.toUpperCase()}`]);
  const flag = (name: 'stateless' | 'quiet') =>
    given[name] ?? readFlag(`MOCKPLANE_${name.toUpperCase()}`, environment[`MOCKPLANE_${name.toUpperCase()}`]);
  return {
    port: readPort(text('port')),
    host: text('host') ?? defaultHost,
    token: readToken(text('token')),
    stateless: flag('stateless'),
    quiet: flag('quiet'),
    help: given.help ?? false,
    version: given.version ?? false,
  };
}

function parse(args: readonly string[]) {
  const options = { ...flags, help: { ...flags.help, short: 'h' }, version: { ...flags.version, short: 'v' } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    // Node's message goes on to explain `--`; its first sentence says what is wrong.
    throw new OptionError((error as Error).message.split(/\. |\n/)[0]!.replace(/\.$/, ''));
  }
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function readPort(value: string | undefined): number {
  if (value === undefined) return defaultPort;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new OptionError(`--port takes a number from 0 to 65535, not "${value}"`);
  return port;
}

function readToken(value: string | undefined): string {
  if (value === undefined) return defaultToken;
  // It travels in a header, after a scheme and a blank.
  if (!/^[\x21-\x7e]+$/.test(value)) throw new OptionError('--token takes printable ASCII without blanks');
  return value;
}

function readFlag(name: string, value: string | undefined): boolean {
  if (value === undefined || ['', '0', 'false'].includes(value)) return false;
  if (['1', 'true'].includes(value)) return true;
  throw new OptionError(`${name} takes 1 or 0, not "${value}"`);
}
