import { type DatabaseName, parseDatabaseName } from '../../mockplane/database-access.ts';
import { defaultToken, OptionError } from '../../mockplane/options.ts';
import { parseArguments, parseToken } from '../options.ts';
import { defaultUrl, parseUrl } from './options.ts';
import type { SessionOptions } from './stream.ts';

/** The options of `sql copy`. */
export interface CopyOptions {
  readonly from: SessionOptions;
  readonly to: SessionOptions;
  readonly quiet: boolean;
}

const flags = {
  from: { type: 'string' },
  to: { type: 'string' },
  as: { type: 'string' },
  token: { type: 'string' },
  'to-token': { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the command line of `sql copy`, and missing options from the environment.
 *
 * @returns undefined for `--help`
 * @throws OptionError for an invalid command line
 */
export function parseCopyOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CopyOptions | undefined {
  const { values, positionals } = parseArguments({ args: [...args], options: flags, allowPositionals: true });
  if (values.help) return undefined;
  const [given, ...others] = positionals;
  if (given === undefined || others.length > 0) {
    throw new OptionError('sql copy takes one database, such as: mockplane sql copy my-org/my-db --to URL');
  }
  const database = parseDatabaseName(given);
  const target: DatabaseName = values.as === undefined ? database : parseDatabaseName(values.as);
  const token = parseToken(values.token ?? (environment['MOCKPLANE_TOKEN'] || undefined));
  const from = parseUrl(values.from ?? (environment['MOCKPLANE_URL'] || defaultUrl), '--from');
  const to = values.to === undefined ? from : parseUrl(values.to, '--to');
  const targetToken = values['to-token'] === undefined ? token : parseToken(values['to-token']);
  if (from === to && token === targetToken && given === (values.as ?? given)) {
    throw new OptionError('sql copy needs another server (--to) or another database (--as) as its target');
  }
  return {
    from: { url: from, token, database, readOnly: true },
    to: { url: to, token: targetToken, database: target, readOnly: false },
    quiet: values.quiet ?? false,
  };
}

/** The text of `sql copy --help`. */
export function copyHelp(): string {
  return `Usage: mockplane sql copy ORG/DB --to URL [options]

Copies a database of one running server to another, such as from SQLite to a libSQL server. The
target must exist and be empty. The command copies rows in batches, and counts the rows of each
table on both servers before it commits. The target gets all rows or none.

Options:
  --from URL        the server to read (default: MOCKPLANE_URL, or ${defaultUrl})
  --to URL          the server to write (default: the same)
  --as ORG/DB       the name of the target (default: the same)
  --token TOKEN     the token of the server to read (default: MOCKPLANE_TOKEN, or ${defaultToken})
  --to-token TOKEN  the token of the server to write (default: the same)
  --quiet           print only the totals
  --help            print this help and exit

Exits with 0 if all rows were copied, 1 if a statement was refused, and 2 if a server did not respond.

Example:
  mockplane sql copy my-org/my-db --from http://127.0.0.1:4010 --to http://127.0.0.1:4011`;
}
