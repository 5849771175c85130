import { parseArgs, type ParseArgsConfig, TextDecoder } from 'node:util';
import { readFileSync } from 'node:fs';
import { defaultEdition, editions } from '../apis/apis.ts';
import { nearestName } from '../contract/nearest.ts';
import { readEnvironment, variable } from './environment.ts';
import { hostnameChoices, isHostName, isOrigin, planNames } from '../mockplane/check-options.ts';
import { defaultToken, OptionError } from '../mockplane/options.ts';
import { defaultMaxSandboxes, defaultSandboxIdle } from '../mockplane/parse-options.ts';
import { parseSwitches, readSwitches, type SwitchOptions } from '../sandbox/switches.ts';
import { parseClockOption } from './clock-option.ts';
import { parseMilliseconds } from '../sandbox/clock/duration.ts';
import { defaultHost, defaultPort, type StartOptions } from '../mockplane/running-mockplane.ts';

/** The options of the server. */
export interface Options {
  readonly port: number;
  readonly host: string;
  readonly allowedHosts: readonly string[] | undefined;
  readonly allowedOrigins: readonly string[] | undefined;
  readonly token: string;
  readonly stateless: boolean;
  readonly transitions: string | undefined;
  readonly seed: string | undefined;
  readonly edition: '2023' | '2026' | undefined;
  readonly plan: StartOptions['plan'];
  readonly hostnames: 'service' | 'local' | undefined;
  readonly switches: SwitchOptions | undefined;
  readonly empty: boolean;
  readonly snapshot: string | undefined;
  readonly clock: StartOptions['clock'];
  readonly data: string | undefined;
  readonly libsql: string | undefined;
  readonly libsqlAdmin: string | undefined;
  readonly libsqlAdminKey: string | undefined;
  readonly database: string | undefined;
  readonly maxSandboxes: number | undefined;
  readonly sandboxIdle: string | undefined;
  readonly documents: readonly string[] | undefined;
  /** Files with handlers for the documents. */
  readonly handlers: readonly string[] | undefined;
  readonly builtInApis: boolean;
  readonly lenient: boolean;
  readonly dynamic: boolean;
  readonly sharedData: string | undefined;
  /** In milliseconds. */
  readonly drain: number;
  readonly watch: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** Facts about the environment that the user should know. */
  readonly notices: readonly string[];
}

const longestDrain = 3_600_000;

interface Flag {
  readonly type: 'string' | 'boolean';
  /** The placeholder of the value in the help. */
  readonly value?: string;
  /** The one-letter name. */
  readonly short?: string;
  /** Whether the option may be repeated. In the environment, commas separate the values. */
  readonly multiple?: true;
  readonly text: string;
}

/** Every option, in the order of the help. Each except `help` and `version` is also read from `MOCKPLANE_<NAME>`. */
export const flags = {
  port: {
    type: 'string',
    value: 'N',
    short: 'p',
    text: `port to listen on, 0 for a free one (default ${defaultPort})`,
  },
  host: { type: 'string', value: 'ADDRESS', text: `address to listen on (default ${defaultHost})` },
  'allowed-host': {
    type: 'string',
    value: 'NAME',
    multiple: true,
    text: 'another host name of this server, such as the name of a container service; may be repeated',
  },
  'allowed-origin': {
    type: 'string',
    value: 'URL',
    multiple: true,
    text: 'an origin whose pages can call the admin API; may be repeated',
  },
  token: { type: 'string', value: 'TOKEN', text: `token that both APIs accept (default ${defaultToken})` },
  stateless: { type: 'boolean', text: "return the contract's examples and store nothing" },
  transitions: {
    type: 'string',
    value: 'WHEN',
    text: 'when transitions happen: immediate, manual, or after a duration (default 2s)',
  },
  data: { type: 'string', value: 'DIR', text: 'keep the state in this directory (default: in memory)' },
  'shared-data': {
    type: 'string',
    value: 'DIR',
    text: 'keep all sandboxes except default in this directory, which several servers can share',
  },
  snapshot: { type: 'string', value: 'FILE', text: 'start with the state in this file' },
  empty: { type: 'boolean', text: 'start without databases and lambda instances' },
  clock: {
    type: 'string',
    value: 'START',
    text: 'start the clock at TIME, stopped, or TIME,stopped (default: real time)',
  },
  seed: { type: 'string', value: 'N', text: 'the same seed gives the same ids and names' },
  edition: {
    type: 'string',
    value: 'YEAR',
    text: `edition of the Turso API at the root: ${editions.join(' or ')} (default ${defaultEdition})`,
  },
  plan: {
    type: 'string',
    value: 'PLAN',
    text: `apply the limits of a plan: ${planNames.join(', ')} (default: no limits)`,
  },
  hostnames: {
    type: 'string',
    value: 'WHICH',
    text: 'hostnames in responses: those of the service, or local for this server (default service)',
  },
  switches: {
    type: 'string',
    value: 'LIST',
    text: 'behaviour for which the documents and the service of 2026 differ: duplicateName=409,emptyReplies=object, …',
  },
  libsql: { type: 'string', value: 'URL', text: 'keep the rows of databases on the libSQL server at this URL' },
  'libsql-admin': { type: 'string', value: 'URL', text: 'the admin API of that server' },
  'libsql-admin-key': { type: 'string', value: 'KEY', text: 'the key of that admin API, if it requires one' },
  database: {
    type: 'string',
    value: 'ORG/NAME',
    text: 'database for the banner and for exec (default: the first that is ready)',
  },
  'max-sandboxes': {
    type: 'string',
    value: 'N',
    text: `maximum number of sandboxes (default ${defaultMaxSandboxes})`,
  },
  'sandbox-idle': {
    type: 'string',
    value: 'DURATION',
    text: `how long to keep an idle sandbox that was created on first use (default ${defaultSandboxIdle})`,
  },
  drain: {
    type: 'string',
    value: 'DURATION',
    text: 'after SIGTERM, continue to serve requests this long while the health check returns 503 (default 0s)',
  },
  mock: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    text: 'serve this OpenAPI document in place of the built-in APIs; may be repeated',
  },
  api: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    text: 'serve this OpenAPI document beside the built-in APIs; may be repeated',
  },
  handlers: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    text: 'handle operations of the documents with the handlers in this file; may be repeated',
  },
  dynamic: { type: 'boolean', text: 'generate new values from the schemas of documents for each response' },
  lenient: { type: 'boolean', text: 'serve the valid parts of an invalid document, and list the rest' },
  watch: {
    type: 'boolean',
    text: 'reload documents, or the contract under spec/, when a file changes; keep the state',
  },
  quiet: { type: 'boolean', text: 'do not print a line for each request' },
  json: { type: 'boolean', text: 'print each line as JSON' },
  help: { type: 'boolean', short: 'h', text: 'print this help and exit' },
  version: { type: 'boolean', short: 'v', text: 'print the version and exit' },
} as const satisfies Record<string, Flag>;

/** The options that also have a variable. */
const optionNames = Object.keys(flags).filter((name) => name !== 'help' && name !== 'version');

type Flags = typeof flags;
type NamesOf<Shape> = { [Key in keyof Flags]: Flags[Key] extends Shape ? Key : never }[keyof Flags];
type ListName = NamesOf<{ multiple: true }>;
type TextName = Exclude<NamesOf<{ type: 'string' }>, ListName>;
type FlagName = NamesOf<{ type: 'boolean' }>;

/**
 * Reads the options from the command line, and missing ones from the environment.
 *
 * @throws OptionError for an invalid option
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  const given = parseArguments({ args: [...args], options: flags, allowPositionals: false }).values;
  const { environment: own, notices } = readEnvironment(environment, optionNames);
  /** The value and its place, for errors. */
  const sourced = (name: TextName): Sourced | undefined => {
    const value = given[name];
    if (value !== undefined) return { value, place: `--${name}` };
    const set = nonEmpty(own[variable(name)]);
    return set === undefined ? undefined : { value: set, place: variable(name) };
  };
  const text = (name: TextName): string | undefined => sourced(name)?.value;
  const list = (name: ListName): readonly string[] | undefined =>
    given[name] ??
    nonEmpty(own[variable(name)])
      ?.split(',')
      .map((each) => each.trim());
  const flag = (name: FlagName): boolean => given[name] ?? parseFlag(variable(name), own[variable(name)]);
  const mocks = list('mock') ?? [];
  const documents = [...mocks, ...(list('api') ?? [])];
  return {
    port: parsePort(sourced('port')),
    host: text('host') ?? defaultHost,
    allowedHosts: parseHosts(list('allowed-host')),
    allowedOrigins: parseOrigins(list('allowed-origin')),
    token: parseToken(text('token')),
    stateless: flag('stateless'),
    transitions: text('transitions'),
    seed: text('seed'),
    edition: oneOf(editions, sourced('edition')) as Options['edition'],
    plan: oneOf(planNames, sourced('plan')) as Options['plan'],
    hostnames: oneOf(hostnameChoices, sourced('hostnames')) as Options['hostnames'],
    switches: parseSwitchList(text('switches')),
    empty: flag('empty'),
    snapshot: text('snapshot'),
    clock: parseClockOption(sourced('clock')),
    data: text('data'),
    libsql: text('libsql'),
    libsqlAdmin: text('libsql-admin'),
    libsqlAdminKey: text('libsql-admin-key'),
    database: text('database'),
    maxSandboxes: parseMaxSandboxes(sourced('max-sandboxes')),
    sandboxIdle: text('sandbox-idle'),
    documents: documents.length > 0 ? documents : undefined,
    handlers: list('handlers'),
    builtInApis: documents.length > 0 && mocks.length === 0,
    lenient: flag('lenient'),
    dynamic: flag('dynamic'),
    sharedData: text('shared-data'),
    drain: parseDrain(sourced('drain')),
    watch: flag('watch'),
    quiet: flag('quiet'),
    json: flag('json'),
    help: given.help ?? false,
    version: given.version ?? false,
    notices,
  };
}

/** A value with the option or the variable that has it. */
interface Sourced {
  readonly value: string;
  readonly place: string;
}

/**
 * Converts the options to those of `startMockplane`, and reads the snapshot's file.
 *
 * @throws OptionError for a file that cannot be read
 */
export function startOptions(options: Options): StartOptions {
  const { watch: _watch, quiet: _quiet, json: _json, help: _help, version: _version, notices: _, ...others } = options;
  const { database: _database, drain: _drain, handlers: _handlers, ...own } = others;
  return { ...own, snapshot: own.snapshot === undefined ? undefined : readSnapshot(own.snapshot) };
}

/** Reads a snapshot as the admin API does: in strict UTF-8, with or without a byte order mark. */
function readSnapshot(file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not valid UTF-8' : message;
    throw new OptionError(`--snapshot ${file} cannot be read: ${reason}`);
  }
}

function oneOf(names: readonly string[], given: Sourced | undefined): string | undefined {
  if (given === undefined || names.includes(given.value)) return given?.value;
  throw new OptionError(`${given.place} takes ${names.join(' or ')}, not "${given.value}"`);
}

function parseHosts(names: readonly string[] | undefined): readonly string[] | undefined {
  const wrong = names?.find((name) => !isHostName(name));
  if (wrong === undefined) return names;
  throw new OptionError(`--allowed-host takes a host name without a port, such as mockplane, not "${wrong}"`);
}

/** Browsers send origins without the slash that an address line shows. */
function parseOrigins(urls: readonly string[] | undefined): readonly string[] | undefined {
  return urls?.map((url) => {
    const origin = url.replace(/\/$/, '');
    if (isOrigin(origin)) return origin;
    throw new OptionError(`--allowed-origin takes an origin such as http://localhost:5173, not "${url}"`);
  });
}

function parseSwitchList(value: string | undefined): SwitchOptions | undefined {
  if (value === undefined) return undefined;
  try {
    const switches = readSwitches(value);
    parseSwitches(switches);
    return switches;
  } catch (error) {
    throw new OptionError((error as RangeError).message);
  }
}

/** Calls `parseArgs`. @throws OptionError in place of its errors */
export function parseArguments<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node's message goes on to explain `--`; its first sentence names the error.
    const message = (error as Error).message.split(/\. |\n/)[0]!.replace(/\.$/, '');
    const defect = [' argument missing', ' argument is ambiguous'].find((each) => message.endsWith(each));
    const option = defect && /^Option '(?:-\w, )?(--[\w-]+)/.exec(message)?.[1];
    if (option !== undefined) {
      throw new OptionError(
        `${option} takes a value${defect === ' argument missing' ? '' : `; write ${option}=VALUE for one that begins with a dash`}`,
      );
    }
    const unknown = /^Unknown option '--([^'=]+)'/.exec(message)?.[1];
    const near = unknown === undefined ? undefined : nearestName(unknown, Object.keys(config.options ?? {}));
    throw new OptionError(near === undefined ? message : `${message}; did you mean --${near}?`);
  }
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function parsePort(given: Sourced | undefined): number {
  if (given === undefined) return defaultPort;
  const { value, place } = given;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new OptionError(`${place} takes a number from 0 to 65535, not "${value}"`);
}

function parseMaxSandboxes(given: Sourced | undefined): number | undefined {
  if (given === undefined) return undefined;
  const { value, place } = given;
  const count = Number(value);
  if (/^\d+$/.test(value) && count >= 1 && Number.isSafeInteger(count)) return count;
  throw new OptionError(`${place} takes a whole number from 1, not "${value}"`);
}

/** Parses how long to drain. @returns milliseconds @throws OptionError for an invalid duration */
function parseDrain(given: Sourced | undefined): number {
  if (given === undefined) return 0;
  const milliseconds = parseMilliseconds(given.value);
  if (milliseconds !== undefined && milliseconds >= 0 && milliseconds <= longestDrain) return milliseconds;
  throw new OptionError(`${given.place} takes a duration up to 1h, such as 30s, not "${given.value}"`);
}

/** Checks a token; the default is `mockplane-token`. @throws OptionError for a token that no header can carry */
export function parseToken(value: string | undefined): string {
  if (value === undefined) return defaultToken;
  // A header carries the token after a scheme and a space.
  if (!/^[\x21-\x7e]+$/.test(value)) throw new OptionError('--token takes printable ASCII characters without spaces');
  return value;
}

function parseFlag(name: string, value: string | undefined): boolean {
  if (value === undefined || ['', '0', 'false'].includes(value)) return false;
  if (['1', 'true'].includes(value)) return true;
  throw new OptionError(`${name} takes 1 or 0, not "${value}"`);
}
