/**
 * What the Turso Platform API says in its `error` field. Sources: the vendor's published documents and client
 * (turso-cli at df4f19a and ebc0351, the OpenAPI document at fa9d370); the contract's examples carry each of them.
 */
export const messages = {
  missingHeader: 'missing authorization header',
  malformedHeader: 'authorization header must be of the form: Bearer <token>',
  notAJwt: 'token contains an invalid number of segments',
  notAPlatformToken: 'could not parse jwt id',
  revoked: 'api token is unknown or was revoked',
  notAMember: (slug: string) => `you are not a member of organization ${slug}`,
  notTheOwner: 'only organization owners can list members',
  organizationNotFound: 'organization not found',
  databaseNotFound: (name: string) => `could not find database with name ${name}: record not found`,
  databaseNotFoundForInstance: (name: string) => `could not find database ${name} to delete instance from`,
  instanceNotFound: (instance: string, database: string) =>
    `could not find instance ${instance} of database ${database}`,
  databaseTaken: (name: string) => `database with name ${name} already exists`,
  databaseLimit: (limit: number) => `maximum database count of ${limit} reached`,
  locationLimit: (limit: number) => `maximum location count of ${limit} reached`,
  groupNotFound: 'group not found',
  groupTaken: 'group already exists',
  invalidLocationCode: 'Invalid location code',
  primaryLocation: (location: string, group: string) =>
    `cannot remove primary location '${location}' from group '${group}'`,
  replicationNotSupported: 'replication is not supported for db-api controlled groups',
  locationFailed: (location: string, group: string) => `could not provision location ${location} of group ${group}`,
  inGroup: (database: string, group: string, instead: string) =>
    `database ${database} is part of group ${group}; ${instead}`,
  addToGroup: 'add the location to the group',
  removeFromGroup: 'remove the location from the group',
  belongsToGroup: (database: string, group: string) => `database ${database} belongs to group ${group}`,
  seedNotFound: (database: string) => `could not find database ${database} to copy`,
  fileMissing: 'the form needs a part named file',
  noRoomForDump: 'dumps may take 64 MiB in all; reset the sandbox to drop them',
  locationNotFound: (code: string) => `could not find location ${code}`,
  organizationTaken: (name: string) => `organization with name ${name} already exists`,
  personalOrganization: 'this cannot be done to a personal organization',
  notAnAdmin: 'only organization admins or owners can do this',
  notTheOwnerToDoThis: 'only organization owners can do this',
  invalidRole: 'invalid role',
  userNotFound: (username: string) => `could not find user ${username}`,
  memberAlready: (username: string, organization: string) =>
    `user ${username} is already a member of organization ${organization}`,
  notInOrganization: (username: string, organization: string) =>
    `user ${username} is not a member of org ${organization}`,
  ownerStays: 'the owner of an organization cannot be removed',
  unknownPlan: (plan: string) => `unknown plan ${plan}`,
  featureNotAvailable: (plan: string) => `this feature is not available on the ${plan} plan`,
  featureCode: (plan: string) => `feature_not_available_for_${plan}_plan`,
  primaryInstance: (instance: string) => `cannot destroy primary instance ${instance}`,
  provisioningFailed: (instance: string, database: string) =>
    `could not provision instance ${instance} of database ${database}`,
  hostnameTooLong: (name: string, organization: string) =>
    `name ${name} is too long for organization ${organization}: their hostname label would exceed 63 characters`,
  tokenTaken: (name: string) => `api token with name ${name} already exists`,
  tokenNotFound: (name: string) => `could not find api token with name ${name}`,
  invalidExpiration: 'Invalid expiration format',
  invalidLocation: (code: string) => `invalid location: ${code}`,
  nameLength: 'name must be between 1 and 32 characters long',
  nameHyphen: 'name cannot start or end with a hyphen',
  nameCharacters: 'name can only contain lowercase letters, numbers, and hyphens',
} as const;

/** Says which part of the name rule a name breaks, in the order in which the vendor's client looks (`CheckName`). */
export function nameRefusal(name: string): string {
  if (name.length < 1 || name.length > 32) return messages.nameLength;
  if (name.startsWith('-') || name.endsWith('-')) return messages.nameHyphen;
  return messages.nameCharacters;
}
