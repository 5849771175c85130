import { type DatabaseName, parseDatabaseName } from '../../mockplane/database-access.ts';
import { defaultToken, OptionError } from '../../mockplane/options.ts';
import { defaultHost, defaultPort } from '../../mockplane/running-mockplane.ts';
import { parseArguments, parseToken } from '../options.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';

/** The options of `sql`. */
export interface SqlOptions {
  readonly database: DatabaseName;
  /** The statements; undefined to read them from standard input. */
  readonly sql: string | undefined;
  /** The base URL of the server, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  readonly readOnly: boolean;
  readonly json: boolean;
}

const flags = {
  url: { type: 'string' },
  token: { type: 'string' },
  'read-only': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The server of a command without a URL. */
export const defaultUrl = `http://${defaultHost}:${defaultPort}`;

/**
 * Reads the command line of `sql`, and missing options from the environment.
 *
 * @returns undefined for `--help`
 * @throws OptionError for an invalid command line
 */
export function parseSqlOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SqlOptions | undefined {
  const { values, positionals } = parseArguments({ args: [...args], options: flags, allowPositionals: true });
  if (values.help) return undefined;
  const [database, sql, ...others] = positionals;
  if (database === undefined) throw new OptionError('sql takes a database, such as: mockplane sql my-org/my-db');
  if (others.length > 0)
    throw new OptionError(`put the SQL in quotes, so that it is one argument; "${others[0]}" is an extra one`);
  return {
    database: parseDatabaseName(database),
    sql,
    url: parseUrl(values.url ?? (environment['MOCKPLANE_URL'] || defaultUrl)),
    token: parseToken(values.token ?? (environment['MOCKPLANE_TOKEN'] || undefined)),
    readOnly: values['read-only'] ?? false,
    json: values.json ?? false,
  };
}

/** Parses the base URL of a server. @throws OptionError for anything else */
export function parseUrl(url: string, option = '--url'): string {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new OptionError(`${option} takes the URL of a Mockplane, such as ${defaultUrl}, not "${url}"`);
  return withoutTrailingSlashes(url);
}

/** The text of `sql --help`. */
export function sqlHelp(): string {
  return `Usage: mockplane sql ORG/DB [SQL] [options]
       mockplane sql copy ORG/DB --to URL    (see mockplane sql copy --help)

Runs SQL in a database of a running server and prints the rows. Without SQL it reads statements from
standard input; on a terminal it shows a prompt. It gets the database's token from the Turso API of
the server. It stops at the first error and rolls an open transaction back.

Options:
  --url URL      the server (default: MOCKPLANE_URL, or ${defaultUrl})
  --token TOKEN  the server's token; append ~NAME for a sandbox (default: MOCKPLANE_TOKEN, or ${defaultToken})
  --read-only    use a token that only reads
  --json         print each result as a JSON array with an object for each row
  --help         print this help and exit

Exits with 0 if all SQL succeeded, with 1 if a statement failed, and with 2 if no SQL could be sent.

Examples:
  mockplane sql my-org/my-db "SELECT * FROM post"
  mockplane sql my-org/my-db < schema.sql
  mockplane exec -- sh -c 'mockplane sql my-org/my-db "SELECT count(*) FROM post" --json'`;
}
