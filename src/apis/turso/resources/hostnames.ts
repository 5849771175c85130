const domain = 'turso.io';

/** What one label of a DNS name holds (RFC 1035). */
const longestLabel = 63;

/** Of the start that an instance's label has and its database's has not: 14 hexadecimal digits. */
const prefixLength = 14;

export function databaseHostname(organization: string, database: string): string {
  return `${database}-${organization}.${domain}`;
}

export function instanceHostname(prefix: string, organization: string, database: string): string {
  return `${prefix}-${databaseHostname(organization, database)}`;
}

/**
 * Whether a database of this name can have instances: their hostnames begin with the longer label, and all of it must
 * fit into one (inferred from turso-cli issue 1013, where a long slug left no room for a name).
 */
export function fitsHostname(organization: string, database: string): boolean {
  return prefixLength + 1 + database.length + 1 + organization.length <= longestLabel;
}
