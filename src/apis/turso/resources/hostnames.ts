const domain = 'turso.io';

/** What one label of a DNS name holds (RFC 1035). */
const longestLabel = 63;

/** Of the start that an instance's label has and its database's has not: 14 hexadecimal digits. */
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
 * Whether a database of this name can have instances: their hostnames begin with the longer label, and all of it must
 * fit into one (inferred from turso-cli issue 1013, where a long slug left no room for a name).
 */
export function fitsHostname(organization: string, database: string, isOnAws = false): boolean {
  return database.length <= longestName(organization, isOnAws);
}

/** How long the name of a database can be. On AWS instances have no hosts of their own, which leaves more room. */
export function longestName(organization: string, isOnAws: boolean): number {
  return longestLabel - organization.length - 1 - (isOnAws ? 0 : prefixLength + 1);
}
