import type { Store } from '../../sandbox/store/store.ts';

/** How many databases a refusal lists. */
const shown = 5;

/**
 * Lists the URLs of databases for a refusal.
 *
 * @param host the `Host` of the request, without which the URLs begin with their path
 */
export function knownDatabases({ databases }: Store, host: string | undefined): string {
  const { names, count } = databases.firstNames(shown);
  if (count === 0) return 'there is no database yet; create one with createDatabase';
  const origin = host === undefined ? '' : `http://${host}`;
  const urls = names.map(({ organization, name }) => `${origin}/_db/${organization}/${name}/`).join(', ');
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  return `the URLs of databases are ${urls}${more}`;
}
