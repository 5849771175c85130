const domain = 'turso.io';

/** The longest label of a DNS name, in characters (RFC 1035). */
const longestLabel = 63;

/** Length of the random prefix in an instance's hostname: 14 hexadecimal digits. */
const prefixLength = 14;

/** The hostname of a database, whichever instance answers. */
export function databaseHostname(organization: string, database: string): string {
  return `${database}-${organization}.${domain}`;
}

/** The hostname of one instance of a database. */
export function instanceHostname(prefix: string, organization: string, database: string): string {
  return `${prefix}-${databaseHostname(organization, database)}`;
}

/**
 * Whether a database of this name can have instances. The first label of their hostnames has a prefix, the database's
 * name and the organization's slug, and must not exceed the limit (inferred from turso-cli issue 1013, where a long
 * slug left no room for a name).
 */
export function fitsHostname(organization: string, database: string): boolean {
  return prefixLength + 1 + database.length + 1 + organization.length <= longestLabel;
}
