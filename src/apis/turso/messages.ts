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

/**
 * The message for an invalid name: the first rule that it breaks, in the order in which the vendor's client checks
 * (`CheckName`).
 */
export function nameRefusal(name: string): string {
  if (name.length < 1 || name.length > 32) return messages.nameLength;
  if (name.startsWith('-') || name.endsWith('-')) return messages.nameHyphen;
  return messages.nameCharacters;
}
