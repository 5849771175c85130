import { parseArgs, type ParseArgsConfig } from 'node:util';
import { readFileSync } from 'node:fs';
import { defaultEdition, editions } from '../apis/apis.ts';
import { defaultToken, OptionError } from '../mockplane/options.ts';
import { plans } from '../sandbox/plans.ts';
import { defaultMaxSandboxes, defaultSandboxIdle } from '../mockplane/parse-options.ts';
import { defaultHost, defaultPort, type StartOptions } from '../mockplane/start.ts';

/** The options of the server. */
export interface Options {
  readonly port: number;
  readonly host: string;
  readonly token: string;
  readonly stateless: boolean;
  readonly transitions: string | undefined;
  readonly seed: string | undefined;
  readonly edition: '2023' | '2026' | undefined;
  readonly plan: 'starter' | 'scaler' | undefined;
  readonly hostnames: 'service' | 'local' | undefined;
  readonly empty: boolean;
  readonly snapshot: string | undefined;
  readonly data: string | undefined;
  readonly database: string | undefined;
  readonly maxSandboxes: number | undefined;
  readonly sandboxIdle: string | undefined;
  readonly watch: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

interface Flag {
  readonly type: 'string' | 'boolean';
  /** The placeholder of the value in the help. */
  readonly value?: string;
  readonly text: string;
}

/** Every option, in the order of the help. Each except `help` and `version` is also read from `MOCKPLANE_<NAME>`. */
export const flags = {
  port: { type: 'string', value: 'N', text: `port to listen on, 0 for a free one (default ${defaultPort})` },
  host: { type: 'string', value: 'ADDRESS', text: `address to listen on (default ${defaultHost})` },
  token: { type: 'string', value: 'TOKEN', text: `token that both APIs accept (default ${defaultToken})` },
  stateless: { type: 'boolean', text: "answer with the contract's examples and remember nothing" },
  transitions: {
    type: 'string',
    value: 'WHEN',
    text: 'life cycles: immediate, manual, or after a duration (default 2s)',
  },
  data: { type: 'string', value: 'DIR', text: 'keep the state in this directory (default: in memory)' },
  snapshot: { type: 'string', value: 'FILE', text: 'begin with the state in this file' },
  empty: { type: 'boolean', text: 'begin without databases and lambda instances' },
  seed: { type: 'string', value: 'N', text: 'same seed, same ids and names' },
  edition: {
    type: 'string',
    value: 'YEAR',
    text: `edition of the Turso API at the root: ${editions.join(' or ')} (default ${defaultEdition})`,
  },
  plan: { type: 'string', value: 'PLAN', text: 'hold to the limits of a plan: starter or scaler (default: no limits)' },
  hostnames: {
    type: 'string',
    value: 'WHICH',
    text: 'hostnames in replies: service, or local for this server (default service)',
  },
  database: {
    type: 'string',
    value: 'ORG/NAME',
    text: 'database of the banner and of exec (default: the first that is ready)',
  },
  'max-sandboxes': {
    type: 'string',
    value: 'N',
    text: `maximum number of sandboxes (default ${defaultMaxSandboxes})`,
  },
  'sandbox-idle': {
    type: 'string',
    value: 'DURATION',
    text: `keep an idle sandbox that was created on first use this long (default ${defaultSandboxIdle})`,
  },
  watch: { type: 'boolean', text: 'reload the contract when a file under spec/ changes, and keep the state' },
  quiet: { type: 'boolean', text: 'print no line per request' },
  json: { type: 'boolean', text: 'print each line as JSON' },
  help: { type: 'boolean', text: 'print this and exit' },
  version: { type: 'boolean', text: 'print the version and exit' },
} as const satisfies Record<string, Flag>;

const parseArgsOptions = {
  ...flags,
  help: { ...flags.help, short: 'h' },
  version: { ...flags.version, short: 'v' },
} as const;

type Name<Type> = {
  [Key in keyof typeof flags]: (typeof flags)[Key]['type'] extends Type ? Key : never;
}[keyof typeof flags];

/**
 * Reads the options from the command line, and missing ones from the environment.
 *
 * @throws OptionError for an invalid option
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  const given = parseArguments({ args: [...args], options: parseArgsOptions, allowPositionals: false }).values;
  const text = (name: Name<'string'>): string | undefined => given[name] ?? nonEmpty(environment[variable(name)]);
  const flag = (name: Name<'boolean'>): boolean =>
    given[name] ?? parseFlag(variable(name), environment[variable(name)]);
  return {
    port: parsePort(text('port')),
    host: text('host') ?? defaultHost,
    token: parseToken(text('token')),
    stateless: flag('stateless'),
    transitions: text('transitions'),
    seed: text('seed'),
    edition: parseEdition(text('edition')),
    plan: parsePlan(text('plan')),
    hostnames: parseHostnames(text('hostnames')),
    empty: flag('empty'),
    snapshot: text('snapshot'),
    data: text('data'),
    database: text('database'),
    maxSandboxes: parseMaxSandboxes(text('max-sandboxes')),
    sandboxIdle: text('sandbox-idle'),
    watch: flag('watch'),
    quiet: flag('quiet'),
    json: flag('json'),
    help: given.help ?? false,
    version: given.version ?? false,
  };
}

/**
 * Converts the options to those of `startMockplane`, and reads the snapshot's file.
 *
 * @throws OptionError for a file that cannot be read
 */
export function startOptions(options: Options): StartOptions {
  const { port, host, token, stateless, transitions, seed, edition, plan, empty, data, snapshot } = options;
  const { hostnames, maxSandboxes, sandboxIdle } = options;
  const loaded = snapshot === undefined ? undefined : readSnapshot(snapshot);
  return {
    port,
    host,
    token,
    stateless,
    transitions,
    seed,
    edition,
    plan,
    hostnames,
    empty,
    data,
    snapshot: loaded,
    maxSandboxes,
    sandboxIdle,
  };
}

function readSnapshot(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new OptionError(`--snapshot ${file} cannot be read: ${(error as Error).message}`);
  }
}

function parseEdition(value: string | undefined): Options['edition'] {
  if (value === undefined) return undefined;
  if (editions.includes(value)) return value as Options['edition'];
  throw new OptionError(`--edition takes ${editions.join(' or ')}, not "${value}"`);
}

function parsePlan(value: string | undefined): Options['plan'] {
  if (value === undefined) return undefined;
  if (value in plans && value !== 'unlimited') return value as Options['plan'];
  throw new OptionError(`--plan takes starter or scaler, not "${value}"`);
}

function parseHostnames(value: string | undefined): Options['hostnames'] {
  if (value === undefined || value === 'service' || value === 'local') return value;
  throw new OptionError(`--hostnames takes service or local, not "${value}"`);
}

function variable(name: string): string {
  return `MOCKPLANE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** Calls `parseArgs`. @throws OptionError in place of its errors */
export function parseArguments<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node's message goes on to explain `--`; its first sentence names the error.
    throw new OptionError((error as Error).message.split(/\. |\n/)[0]!.replace(/\.$/, ''));
  }
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function parsePort(value: string | undefined): number {
  if (value === undefined) return defaultPort;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new OptionError(`--port takes a number from 0 to 65535, not "${value}"`);
  return port;
}

function parseMaxSandboxes(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const count = Number(value);
  if (/^\d+$/.test(value) && count >= 1 && Number.isSafeInteger(count)) return count;
  throw new OptionError(`--max-sandboxes takes a whole number from 1, not "${value}"`);
}

/** Checks a token, `mockplane-token` unless given. @throws OptionError for one that no header can carry */
export function parseToken(value: string | undefined): string {
  if (value === undefined) return defaultToken;
  // A header carries the token after a scheme and a blank.
  if (!/^[\x21-\x7e]+$/.test(value)) throw new OptionError('--token takes printable ASCII without blanks');
  return value;
}

function parseFlag(name: string, value: string | undefined): boolean {
  if (value === undefined || ['', '0', 'false'].includes(value)) return false;
  if (['1', 'true'].includes(value)) return true;
  throw new OptionError(`${name} takes 1 or 0, not "${value}"`);
}
