import { type InvalidValue, type Refusal, type RefusalRule, createRefusals } from '../../../contract/refusals.ts';
import type { JsonValue } from '../../../contract/http-message.ts';
import { messages, name2026Refusal } from '../messages.ts';
import { longestName } from '../resources/hostnames.ts';

/** How the Turso Platform API of 2026 refuses a value that does not fit its place. */
export const turso2026Refusals = createRefusals({
  // No resource can have such a name, so the service looks it up and finds nothing.
  '/path/organizationSlug': notFound(() => messages.organizationNotFound),
  '/path/organizationId': notFound(() => messages.organizationNotFound),
  '/path/databaseName': notFound(({ parameters }) => messages.databaseNotFound(text(parameters['databaseName']))),
  '/path/databaseId': notFound(() => messages.databaseIdNotFound),
  'restoreDatabase /path/databaseId': notFound(() => messages.deletedDatabaseNotFound),
  '/path/groupName': notFound(() => messages.groupNotFound),
  '/path/groupId': notFound(() => messages.groupNotFound),
  'restoreGroup /path/groupId': notFound(() => messages.deletedGroupNotFound),
  '/path/instanceName': notFound(({ parameters }) =>
    messages.instanceNotFound(text(parameters['instanceName']), text(parameters['databaseName'])),
  ),
  '/path/username': notFound(({ parameters }) => messages.userNotFound(text(parameters['username']))),
  'getOrganizationMember /path/username': notFound(() => messages.memberNotFound),
  'removeOrganizationMember /path/username': notFound(({ parameters }) =>
    messages.notInOrganization(text(parameters['username']), text(parameters['organizationSlug'])),
  ),
  '/path/tokenName': notFound(({ parameters }) => messages.tokenNotFound(text(parameters['tokenName']))),
  'createAPIToken /path/tokenName': badRequest(({ parameters }) =>
    name2026Refusal(text(parameters['tokenName']), messages.tokenNameLength),
  ),
  'createAPITokenV2 /path/tokenName': badRequest(({ parameters }) =>
    name2026Refusal(text(parameters['tokenName']), messages.tokenNameLength),
  ),
  '/path/tokenId': notFound(({ parameters }) => messages.tokenIdNotFound(text(parameters['tokenId']))),
  '/path/email': notFound(() => messages.inviteNotFound),
  'getLocation /path/location': notFound(({ parameters }) => messages.locationNotFound(text(parameters['location']))),
  'addLocationToGroup /path/location': badRequest(({ parameters }) =>
    messages.invalidLocation(text(parameters['location'])),
  ),
  'removeLocationFromGroup /path/location': badRequest(() => messages.invalidLocationCode),
  'waitForGroupLocation /path/location': badRequest(() => messages.invalidLocationCode),
  '/query/expiration': badRequest(() => messages.invalidExpiration),
  '/query/from': badRequest(({ parameters }) => messages.invalidTime('from', text(parameters['from']))),
  '/query/to': badRequest(({ parameters }) => messages.invalidTime('to', text(parameters['to']))),
  '/query/cursor': badRequest(() => messages.invalidCursor),
  'listDatabases /query/limit': badRequest(() => 'query parameter limit must be a whole number from 1 to 1000'),
  '/query/limit': badRequest(() => 'limit must be between 1 and 1000'),
  '/query/page': badRequest(() => 'page must be at least 1'),
  '/query/page_size': badRequest(() => 'page_size must be between 1 and 100'),
  'listOrganizationInvoices /query/type': badRequest(() => 'type must be one of all, upcoming, issued'),
  'createDatabase /body/name': ofName(messages.nameBudget),
  'createDatabase /body/group': ofString('group', () => messages.groupNotFound),
  'createDatabase /body/seed/timestamp': badRequest(() => messages.invalidTimestamp),
  'createDatabaseV3 /body/name': ofName(messages.nameBudget),
  'createDatabaseV3 /body/group_id': ofString('group_id', () => messages.groupNotFound),
  'createDatabaseV3 /body/seed/timestamp': badRequest(() => messages.invalidTimestamp),
  'updateDatabaseConfiguration /body/allowed_ips/*': ofItem('allowed_ips', messages.invalidAddress),
  'updateDatabaseConfiguration /body/allowed_aws_vpc_ids/*': ofItem('allowed_aws_vpc_ids', messages.invalidEndpoint),
  'uploadDump /body/file': badRequest(() => messages.fileMissing),
  'restoreDatabase /body/name': ofName(messages.nameBudget),
  'createGroup /body/name': ofName(messages.groupNameBudget),
  'createGroup /body/location': ofString('location', messages.invalidLocation),
  'renameGroup /body/name': ofName(messages.groupNameBudget),
  'createDatabaseInstance /body/location': ofString('location', messages.invalidLocation),
  'addOrganizationMember /body/role': badRequest(() => messages.invalidRole),
  'updateMemberRole /body/role': badRequest(() => messages.invalidRole),
  'inviteOrganizationMemberV2 /body/role': badRequest(() => messages.invalidRole),
  'inviteMember /body/role': badRequest(() => messages.invalidRole),
  'saveJwks /body/jwks_url': ofString('jwks_url', () => messages.jwksUrl),
  ...tokenRestrictions('createAPIToken'),
  ...tokenRestrictions('createAPITokenV2'),
});

/** The service's words are about strings; an item of a list that is none is named plainly. */
function ofItem(property: string, message: (value: string) => string): RefusalRule {
  return badRequest(({ body, violation }) => {
    const index = Number(violation.pointer.split('/').at(-1));
    const value = (body as Record<string, JsonValue[]>)[property]?.[index];
    return typeof value === 'string' ? message(value) : `${property}.${index} ${violation.message}`;
  });
}

/** Refuses a restriction of a token that lacks a part. */
function tokenRestrictions(operation: string): Record<string, RefusalRule> {
  return {
    [`${operation} /body`]: (unfit) => {
      const refusal = incompleteRestriction(unfit.body);
      return refusal === undefined ? undefined : { status: 400, message: refusal };
    },
    [`${operation} /body/scopes`]: (unfit) =>
      isObject(unfit.body) && Array.isArray(unfit.body['scopes'])
        ? { status: 400, message: messages.groupWithoutScopes }
        : undefined,
    [`${operation} /body/scopes/*`]: badRequest(({ body, violation }) => {
      const scopes = (body as { scopes: JsonValue[] }).scopes;
      return messages.unknownScope(text(scopes[Number(violation.pointer.split('/').at(-1))]));
    }),
  };
}

/** Which of its three parts a restriction lacks; undefined for what is no object. */
function incompleteRestriction(body: JsonValue | undefined): string | undefined {
  if (!isObject(body)) return undefined;
  if (body['group'] === undefined) return messages.scopesWithoutGroup;
  return body['organization'] === undefined ? messages.groupWithoutOrganization : messages.groupWithoutScopes;
}

function isObject(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notFound(message: (unfit: InvalidValue) => string): RefusalRule {
  return (unfit: InvalidValue): Refusal => ({ status: 404, message: message(unfit) });
}

function badRequest(message: (unfit: InvalidValue) => string): RefusalRule {
  return (unfit: InvalidValue): Refusal => ({ status: 400, message: message(unfit) });
}

/** The service's words are about strings; a property that is none, or not there, is named plainly. */
function ofString(property: string, message: (value: string) => string): RefusalRule {
  return badRequest(({ body, violation }) => {
    const value = (body as Record<string, JsonValue>)[property];
    return typeof value === 'string' ? message(value) : `${property} ${violation.message}`;
  });
}

/** A name has as much room as the organization's slug leaves it in a hostname. */
function ofName(tooLong: (longest: number) => string): RefusalRule {
  return (unfit) => {
    const slug = text(unfit.parameters['organizationSlug'] ?? unfit.parameters['organizationId']);
    const words = (name: string) => name2026Refusal(name, tooLong(longestName(slug, true)));
    return ofString('name', words)(unfit);
  };
}

function text(value: JsonValue | undefined): string {
  return String(value);
}
