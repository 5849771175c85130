import type { Role } from '../../sandbox/store/tables/organizations.ts';

const rolesFrom: Readonly<Record<Role, string>> = {
  viewer: 'viewer, member, admin or owner',
  member: 'member, admin or owner',
  admin: 'admin or owner',
  owner: 'owner',
};

/**
 * The messages in the `error` field of the Turso Platform API. Sources: the vendor's published documents and client
 * (turso-cli at df4f19a and ebc0351, the OpenAPI document at fa9d370). The contract's examples contain each of them.
 */
export const messages = {
  missingHeader: 'missing authorization header',
  malformedHeader: 'authorization header must be of the form: Bearer <token>',
  notAJwt: 'token contains an invalid number of segments',
  notAPlatformToken: 'could not parse jwt id',
  revoked: 'api token is unknown or was revoked',
  tokenRestricted: 'this api token does not allow this operation',
  roleTooLow: (operation: string, least: Role) =>
    operation === 'updateMemberRole'
      ? 'updating member roles is only allowed for admin or owner'
      : `this requires the role ${rolesFrom[least]}`,
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
  seedIncomplete: (type: string, property: string) => `a seed of type ${type} needs a ${property}`,
  fileMissing: 'the form needs a part named file',
  /** The service's own words for SQL that fails are not known. */
  dumpFailed: (reason: string) => `the dump cannot be run: ${reason}`,
  copyFailed: (reason: string) => `the database cannot be copied: ${reason}`,
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
  // From here on: what the service says in 2026. Where it is not published, the contract's examples mark it as inferred.
  nameBudget: (longest: number) => `name must contain between 1 and ${longest} characters`,
  groupNameBudget: (longest: number) => `invalid group name: name must contain between 1 and ${longest} characters`,
  tokenNameLength: 'name must be between 1 and 64 characters long',
  databaseNameTaken: 'database with same name already exists',
  groupLimit: (limit: number) => `maximum group count of ${limit} reached`,
  groupArchived: (group: string) => `cannot create database on group ${group} because it is sleeping`,
  otherGroup: (source: string, group: string) =>
    `can only fork databases within the same group: database ${source} is not part of group ${group}`,
  sourceWithoutGroup: (source: string) => `forked database '${source}' must belong to a group`,
  sourceMissing: 'seed of type database needs a name',
  outsideWindow: (days: number) =>
    `seed timestamp must be in the past and within the last ${days === 1 ? '24 hours' : `${days} days`}`,
  invalidTimestamp: 'seed.timestamp must be a time in RFC 3339',
  sizeLimitNotSupported: 'size_limit is not supported for db-api controlled databases',
  attachNotSupported: 'allow_attach is not supported for db-api controlled databases',
  permissionsNotSupported: 'Permissions are not supported for db-api controlled databases',
  encryptionKeyLength: (bytes: number, cipher: string) =>
    `encryption key must have ${bytes} bytes for cipher ${cipher}`,
  encryptionKeyMissing: (source: string) => `database ${source} is encrypted; a branch needs its encryption key`,
  dumpNotFound: 'could not find the dump to seed from',
  databaseProtected: (name: string) => `database ${name} is protected from deletion`,
  groupProtected: (name: string) => `group ${name} is protected from deletion`,
  schemaHasChildren: (name: string) => `cannot delete schema database ${name} while databases belong to it`,
  invalidAddress: (address: string) => `invalid IP address or CIDR block: ${address}`,
  invalidEndpoint: (id: string) => `invalid VPC endpoint id: ${id}`,
  invalidTime: (name: string, value: string) =>
    `invalid ${name} parameter: parsing time "${value}" as "2006-01-02T15:04:05Z07:00": ${timeDefect(value)}`,
  endsBeforeItBegins: "parameter 'to' must not be before parameter 'from'",
  invalidCursor: 'invalid cursor',
  keyOfTheGroup: 'cannot rotate credentials for a single database in a group',
  addToTheGroup: (database: string, group: string) =>
    `database ${database} belongs to group ${group}; add the location to the group instead`,
  removeFromTheGroup: (database: string, group: string) =>
    `database ${database} belongs to group ${group}; remove the location from the group instead`,
  transferTheGroup: (database: string, group: string) =>
    `database ${database} belongs to group ${group}; transfer the group instead`,
  sameOrganization: (group: string, organization: string) =>
    `group ${group} already belongs to organization ${organization}`,
  groupNameInUse: (organization: string, group: string) =>
    `organization ${organization} already has a group named ${group}`,
  databaseNameInUse: (organization: string, database: string) =>
    `organization ${organization} already has a database named ${database}`,
  targetRole: (organization: string) => `you must be an admin or the owner of organization ${organization}`,
  alreadyOnAws: (group: string) => `group ${group} is already on AWS`,
  migrationStarted: 'copying databases',
  migrationAborted: (username: string) => `aborted by ${username}`,
  migrationPending: (group: string) => `the migration of group ${group} is already under way`,
  migrationNotPending: (group: string) => `no migration of group ${group} is under way`,
  withdrawn: '404 page not found',
  databaseIdNotFound: 'database not found',
  deletedDatabaseNotFound: 'deleted database not found',
  deletedGroupNotFound: 'deleted group not found',
  recoveryDisabled: (organization: string) => `recovery is disabled for organization ${organization}`,
  memberNotFound: 'could not find member',
  inviteNotFound: 'invite not found',
  tokenIdNotFound: (id: string) => `could not find api token with id ${id}`,
  isPersonal: (organization: string) => `organization ${organization} is personal`,
  // turso-docs 46be9b6, api-reference/organizations/update.mdx, has these two rules; their words are inferred.
  recoveryAlone: 'restore_enabled must be updated separately from other settings',
  ownMfaMissing: 'enable multi-factor authentication on your own account first',
  mfaRequired: (organization: string) => `organization ${organization} requires multi-factor authentication`,
  emailOrUsername: 'exactly one of email and username must be provided',
  // Recorded by alchemy-run/distilled at 009372e.
  planCannotInvite: (organization: string, plan: string) =>
    `organization ${organization} can't invite users because plan ${plan} doesn't support it`,
  paymentRequired: 'payment method required',
  jwksNotFound: (name: string) => `could not find jwks ${name}`,
  groupWithoutOrganization: 'organization is required when group is set',
  groupWithoutScopes: 'scopes are required when group is set',
  scopesWithoutGroup: 'group is required when scopes are set',
  unknownScope: (scope: string) => `unknown scope ${scope}`,
  jwksUrl: 'jwks_url must be an https URL',
} as const;

/** Explains a text that is no RFC 3339 time as Go's parser does: by the first part that it cannot read. */
function timeDefect(value: string): string {
  let rest = value;
  for (const [pattern, name] of timeParts) {
    const found = pattern.exec(rest);
    if (!found) return `cannot parse "${rest}" as "${name}"`;
    rest = rest.slice(found[0].length);
  }
  return rest === '' ? 'day out of range' : `extra text: "${rest}"`;
}

const timeParts: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, '2006'],
  [/^-/, '-'],
  [/^(?:0[1-9]|1[0-2])/, '01'],
  [/^-/, '-'],
  [/^\d\d/, '02'],
  [/^T/, 'T'],
  [/^(?:[01]\d|2[0-3])/, '15'],
  [/^:/, ':'],
  [/^[0-5]\d/, '04'],
  [/^:/, ':'],
  [/^[0-5]\d(?:\.\d+)?/, '05'],
  [/^(?:Z|[+-]\d\d:\d\d)/, 'Z07:00'],
];

/** Says which part of the name rule of 2026 a name breaks. @param tooLong what is said of a length that does not fit */
export function name2026Refusal(name: string, tooLong: string): string {
  if (name.length < 1 || name.length > 64) return tooLong;
  if (name.startsWith('-') || name.endsWith('-')) return messages.nameHyphen;
  return messages.nameCharacters;
}

/** Says which part of the name rule a name breaks, in the order in which the vendor's client looks (`CheckName`). */
export function nameRefusal(name: string): string {
  if (name.length < 1 || name.length > 32) return messages.nameLength;
  if (name.startsWith('-') || name.endsWith('-')) return messages.nameHyphen;
  return messages.nameCharacters;
}
