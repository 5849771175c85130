import { canRunSql } from '../mockplane/can-run-sql.ts';
import type { MockplaneParts } from '../mockplane/assemble.ts';
import { chooseDatabase, parseDatabaseName } from '../mockplane/database-access.ts';
import { OptionError } from '../mockplane/options.ts';
import type { DatabaseRow } from '../sandbox/store/tables/databases.ts';
import type { Options } from './options.ts';

/**
 * Finds the database that `--database` names, or the first that is ready.
 *
 * @param close ends the server when the option is refused
 * @returns undefined where none answers
 * @throws OptionError for a database that does not exist, and for a server without SQL
 */
export async function databaseFor(
  { database: named, stateless }: Pick<Options, 'database' | 'stateless'>,
  { sandbox }: Pick<MockplaneParts, 'sandbox'>,
  close: () => Promise<void>,
): Promise<DatabaseRow | undefined> {
  try {
    if (!stateless && canRunSql())
      return chooseDatabase(sandbox, named === undefined ? named : parseDatabaseName(named));
    if (named === undefined) return undefined;
    throw new OptionError(
      stateless ? '--database has no effect with --stateless, which has no rows; remove one of them' : oldNode(),
    );
  } catch (error) {
    await close();
    throw error;
  }
}

function oldNode(): string {
  return `--database needs Node 24.15 or newer; this is Node ${process.versions.node}`;
}
