import { resolve } from 'node:path';
import { canRunSql } from '../mockplane/can-run-sql.ts';
import { defaultEdition, editions } from '../apis/apis.ts';
import { type DatabaseName, databasePath } from '../mockplane/database-access.ts';
import { defaultToken } from '../mockplane/options.ts';
import { isSiteBuilt } from '../server/static-site.ts';
import { styleFor } from './terminal.ts';
import { flags } from './options.ts';

/** The text of `--help`. */
export function help(): string {
  const rows = Object.entries(flags).map(([name, flag]) => {
    const value = 'value' in flag ? ` ${flag.value}` : '';
    const short = 'short' in flag ? `-${flag.short}, ` : '    ';
    return [`${short}--${name}${value}`, flag.text] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return `Usage: mockplane [options]
       mockplane mock FILE … [options]        serve your own OpenAPI documents instead
       mockplane init FILE [DIR]              create a project with handlers for a document
       mockplane exec [options] COMMAND       run a command with its own server
       mockplane sql ORG/DB [SQL]             run SQL in a database of a running server
       mockplane sql copy ORG/DB --to URL     copy a database to another server
       mockplane check URL --api NAME         check another server against the contract
       mockplane diff OLD NEW                 list the changes of a document that break its clients
       mockplane backup DIR                   copy the data of a running server into a directory
       mockplane help [COMMAND]               print the help of a command
       mockplane version                      print the version

Serves the Turso Platform API and the ~okeanos Lambda API, with their docs, on one port.

Options:
${rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')}

Each option except --help and --version is also an environment variable: MOCKPLANE_PORT=0, MOCKPLANE_QUIET=1,
MOCKPLANE_ALLOWED_HOST=mockplane,mocks.

Examples:
  mockplane                          serve on http://127.0.0.1:4010
  mockplane --port 0 --quiet         serve on a free port, print no line for each request
  mockplane --data ./state           keep the state across restarts
  mockplane exec -- npm test         test against a fresh server
  mockplane mock openapi.yaml        serve your own document`;
}

/** The text of `mock --help`. */
export function mockHelp(): string {
  return `Usage: mockplane mock FILE … [options]

Serves OpenAPI documents in place of the built-in APIs: YAML or JSON, OpenAPI 2.0 to 3.2, with the files that they
refer to. The docs and the inspector show them. It takes the options of mockplane.

The server serves each document at the root and under the paths of its servers. If two documents have the same path, it
serves the second one under /NAME. A response is an example of the document, or has values generated from the schema.

The most useful options:
  --handlers FILE  use your own handlers, which keep state; see mockplane init
  --lenient        serve the valid parts of an invalid document, and list the rest
  --dynamic        generate new values for each response
  --watch          reload the documents when a file changes, and keep the state
  --seed N         generate other values; the same seed gives the same values
  --port N         port to listen on, 0 for a free one

Examples:
  mockplane mock openapi.yaml
  mockplane mock shop.yaml billing.json --watch
  mockplane exec --mock openapi.yaml -- npm test    run tests with their own server
  mockplane --api openapi.yaml                      serve a document beside the built-in APIs`;
}

/** The text of `backup --help`. */
export function backupHelp(): string {
  return `Usage: mockplane backup DIR [--url URL]

Copies everything that a running server stores into a new directory: the state and the rows of all its sandboxes.
The server continues to handle requests. To use the copy, start a server with mockplane --data DIR.

Options:
      --url URL  the server to copy (default: MOCKPLANE_URL, or http://127.0.0.1:4010)
  -h, --help     print this help and exit

The directory must not exist, or must be empty. If the command fails, it creates no directory.`;
}

/** The text of `exec --help`. */
export function execHelp(): string {
  return `Usage: mockplane exec [options] [--] COMMAND [ARGUMENTS]

Starts a server on a free port, runs the command, ends the server, and exits with the command's status.
It takes the options of mockplane. They end at the first word that is not an option.
One line on standard error has the URL of the server and of its inspector, unless you pass --quiet.

The command finds the server in these variables:
  MOCKPLANE_URL, MOCKPLANE_TOKEN             for any client
  MOCKPLANE_SANDBOX_TOKEN_PREFIX             for a test worker: append its number to get the token of its sandbox
  TURSO_API_BASEURL, TURSO_API_TOKEN         for the Turso CLI, with its own settings in TURSO_CONFIG_FOLDER
  TURSO_DATABASE_URL, TURSO_AUTH_TOKEN       for SQL clients
  MOCKPLANE_NAME_URL                         the base URL of each document of --mock and --api, by its name

SQL clients get the database of --database, or the first one that is ready. With --empty they get a new
database, octocat/app.

Examples:
  mockplane exec npm test
  mockplane exec turso db list
  mockplane exec --database my-org/my-db -- npx drizzle-kit push
  mockplane exec --transitions immediate --seed 7 -- npx playwright test`;
}

/** The warning about an address that other machines can reach. */
export function networkWarning(host: string): string {
  return [
    `Warning: with --host ${host} other machines can reach this server, without encryption.`,
    'Its own API under /_mockplane takes no token: anyone who reaches it can read and change everything, including signing keys.',
  ].join('\n');
}

/** The initial state of the server. */
export interface BeginningState {
  /** The data directory; undefined for memory. */
  readonly data: string | undefined;
  readonly baseline: 'story' | 'empty' | 'snapshot';
  /** The snapshot's file. */
  readonly snapshot: string | undefined;
  /** Whether the data directory holds the state of an earlier run, which stays. */
  readonly isKept: boolean;
}

/** A document of the user in the banner. */
export interface ShownDocument {
  readonly title: string;
  readonly file: string;
  /** Its base URL, with a slash at its end. */
  readonly url: string;
  readonly operations: number;
  /** Writes the arguments of curl for a first call; undefined if the document has no operation for one. */
  readonly example: (token: string) => string | undefined;
}

/** The facts that the banner shows. */
export interface BannerFacts {
  readonly url: string;
  readonly token: string;
  readonly version: string;
  readonly mode: 'sandbox' | 'stateless';
  /** The edition of the Turso API at the root; the default is `defaultEdition`. */
  readonly edition?: string | undefined;
  /** The documents of the user. */
  readonly documents?: readonly ShownDocument[] | undefined;
  /** Whether the built-in APIs are served. */
  readonly isBuiltIn: boolean;
  /** The database whose URL is shown; undefined for none. */
  readonly database?: DatabaseName | undefined;
  /** Undefined for a stateless server. */
  readonly state?: BeginningState | undefined;
  /** The destination of the banner; it decides whether to use colour. */
  readonly stream: NodeJS.WriteStream;
}

/** The text that the server prints when it listens: its addresses, the token and an example. */
export function banner(facts: BannerFacts): string {
  const { url, token, version, mode, edition = defaultEdition, database, state, stream } = facts;
  const { documents = [], isBuiltIn } = facts;
  const others = editions
    .filter((other) => other !== edition)
    .map((other) => `, ${url}/${other}/v1/ (${other})`)
    .join('');
  const style = styleFor(stream);
  const row = (label: string, value: string) => `  ${style('dim', label.padEnd(9))} ${value}`;
  // Printed text ends up in logs. Users know a token that they chose, so print only the default one.
  const isKnown = token === defaultToken;
  return [
    '',
    `  ${style('bold', 'Mockplane')} ${style('dim', version)} listens on ${style(['cyan', 'underline'], url)}`,
    '',
    ...documents.map(({ title, url: base, operations, file }) =>
      row('API', `${base}  ${title}: ${operations} ${operations === 1 ? 'operation' : 'operations'} (${file})`),
    ),
    ...(isBuiltIn
      ? [
          row('Turso', `${url}/v1/ (${edition})${others}`),
          row('Lambda', `${url}/backend/`),
          row('SQL', sqlRow({ url, mode, database })),
        ]
      : []),
    ...(isSiteBuilt()
      ? [
          row('Docs', `${url}/docs/`),
          row('Guide', `${url}/guide/`),
          ...(mode === 'sandbox' ? [row('Inspector', `${url}/_mockplane/`)] : []),
        ]
      : [row('Docs', 'not built; run: npm run docs')]),
    row('Token', isKnown ? token : 'the one that you set'),
    ...(state ? [row('State', stateRow(state, isBuiltIn))] : []),
    ...(mode === 'stateless' ? [row('Mode', "stateless: responses are the contract's examples")] : []),
    row('Try', `curl ${exampleOf(facts, isKnown ? token : '$MOCKPLANE_TOKEN')}`),
    '',
  ].join('\n');
}

function stateRow({ data, baseline, snapshot, isKept }: BeginningState, isBuiltIn: boolean): string {
  const where = data === undefined ? 'in memory' : `in ${resolve(data)}`;
  // Documents of the user have no state that a server begins with.
  if (!isBuiltIn && !isKept) return where;
  const beginnings = { story: "with the contracts' examples", empty: 'empty', snapshot: `with ${snapshot}` };
  return isKept ? `${where}, kept from an earlier run` : `${where}, starts ${beginnings[baseline]}`;
}

/** Databases differ in their path; the token of each comes from the Turso API. */
function sqlRow({ url, mode, database }: Pick<BannerFacts, 'url' | 'mode' | 'database'>): string {
  if (mode === 'stateless') return `${url}/_db/my-org/my-db/`;
  if (!canRunSql()) return `not served: it needs Node 24.15 or newer, and this is Node ${process.versions.node}`;
  const path = database ? databasePath(database) : '/_db/{organization}/{database}/';
  return `${url}${path}  (one URL per database, opened by its token)`;
}

/** The arguments of curl for a first call. */
function exampleOf({ url, isBuiltIn, documents = [] }: BannerFacts, token: string): string {
  if (isBuiltIn) return `-H "Authorization: Bearer ${token}" ${url}/v1/organizations/my-org/databases`;
  for (const { example } of documents) {
    const shown = example(token);
    if (shown !== undefined) return shown;
  }
  return documents[0]!.url;
}
