const domain = 'turso.io';

/** The longest label of a DNS name, in characters (RFC 1035). */
const longestLabel = 63;

/** Length of the random prefix in an instance's hostname: 14 hexadecimal digits. */
const prefixLength = 14;

/** @param region the location of the group's primary, for a group on AWS */
export function databaseHostname(organization: string, database: string, region: string | null = null): string {
  return `${database}-${organization}.${region === null ? '' : `${region}.`}${domain}`;
}

/** On AWS instances have no hosts of their own. */
export function instanceHostname(
  prefix: string,
  organization: string,
  database: string,
  region: string | null = null,
): string {
  const hostname = databaseHostname(organization, database, region);
  return region === null ? `${prefix}-${hostname}` : hostname;
}

/**
 * Whether a database of this name can have instances. The first label of their hostnames has a prefix, the database's
 * name and the organization's slug, and must not exceed the limit (inferred from turso-cli issue 1013, where a long
 * slug left no room for a name).
 */
export function fitsHostname(organization: string, database: string, isOnAws = false): boolean {
  return database.length <= longestName(organization, isOnAws);
}

/** How long the name of a database can be. On AWS instances have no hosts of their own, which leaves more room. */
export function longestName(organization: string, isOnAws: boolean): number {
  return longestLabel - organization.length - 1 - (isOnAws ? 0 : prefixLength + 1);
}
