import { fetchToken } from './server-token.ts';
import type { ExchangeDetails } from './schemas.ts';

/** `my-org/my-db` in the path of a request for SQL. */
const databasePath = /^\/+_db\/+([^/?]+)\/+([^/?]+)/;

/** The database that the target of a request names; undefined for a request of another API. */
export function databaseOf(target: string): readonly [organization: string, name: string] | undefined {
  const found = databasePath.exec(target);
  return found ? [found[1]!, found[2]!] : undefined;
}

/** Whether a request for SQL names its database by its host or its token, which the page cannot send. */
export function hidesDatabase({ api, target }: Pick<ExchangeDetails, 'api' | 'target'>): boolean {
  return api === 'hrana' && databaseOf(target) === undefined;
}

/**
 * Mints a token for a database, which takes no other tokens.
 *
 * @param token opens the Turso Platform API
 * @param base the address of the server's root
 * @returns `token` itself where there is no such database
 */
export async function mintToken(
  [organization, name]: readonly [string, string],
  token: string,
  base: string,
): Promise<string> {
  const url = `${base.replace(/\/$/, '')}/v1/organizations/${organization}/databases/${name}/auth/tokens`;
  const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  return response.ok ? ((await response.json()) as { jwt: string }).jwt : token;
}

/** The token that a request of an exchange needs: that of its database, or else that of its sandbox. */
export async function tokenFor({ sandbox, target }: ExchangeDetails): Promise<string> {
  const token = await fetchToken(sandbox);
  const database = databaseOf(target);
  return database ? mintToken(database, token, new URL('..', location.href).href) : token;
}
