import { signingKey, signJwt } from '../apis/turso/resources/jwt.ts';
import { tokenClaims } from '../apis/turso/resources/token-claims.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { DatabaseRow } from '../sandbox/store/tables/databases.ts';
import { OptionError } from './options.ts';

/** The name of a database: `my-org/my-db`. */
export interface DatabaseName {
  readonly organization: string;
  readonly name: string;
}

/** Parses `ORG/NAME`. @throws OptionError for anything else */
export function parseDatabaseName(text: string): DatabaseName {
  const [organization, name, ...rest] = text.split('/');
  if (organization && name && rest.length === 0) return { organization, name };
  throw new OptionError(`a database is named ORG/NAME, such as my-org/my-db, not "${text}"`);
}

/**
 * Finds the database that a command or a reader is pointed to.
 *
 * @param named its name; without it, the first database with a ready primary
 * @returns undefined when none is named and none is ready
 * @throws OptionError for a name that no database has
 */
export function chooseDatabase({ context: { store } }: Sandbox, named?: DatabaseName): DatabaseRow | undefined {
  return named ? find(store, named) : store.databases.firstReady();
}

/** Mints a token with full access and no end. */
export function grantFullAccess({ context }: Sandbox, { id, signingKey: seed }: DatabaseRow): string {
  return signJwt({ ...tokenClaims(context, {}), id }, signingKey(seed), context.sandbox);
}

/** The path of a database on the server. */
export function databasePath({ organization, name }: DatabaseName): string {
  return `/_db/${organization}/${name}/`;
}

type Store = Sandbox['context']['store'];

const namesShown = 5;

function find(store: Store, { organization, name }: DatabaseName): DatabaseRow {
  const row = store.databases.find(organization, name);
  if (row) return row;
  const { names, count } = store.databases.firstNames(namesShown);
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  const listed = names.map((each) => `${each.organization}/${each.name}`).join(', ');
  throw new OptionError(
    `there is no database ${organization}/${name}; ${count === 0 ? 'there are none' : `there are ${listed}${more}`}`,
  );
}
