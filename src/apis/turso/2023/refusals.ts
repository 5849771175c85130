import type { JsonValue } from '../../../contract/http-message.ts';
import { type Refusal, createRefusals, type InvalidValue } from '../../../contract/refusals.ts';
import { nameRefusal, messages } from '../messages.ts';

/** The refusal for a value that breaks its schema in a request to the Turso Platform API of 2023. */
export const turso2023Refusals = createRefusals({
  // No resource can have such a name, so the service looks it up and finds nothing.
  '/path/org_slug': notFound(() => messages.organizationNotFound),
  '/path/db_name': notFound(({ parameters }) => messages.databaseNotFound(text(parameters['db_name']))),
  'deleteDatabaseInstance /path/db_name': notFound(({ parameters }) =>
    messages.databaseNotFoundForInstance(text(parameters['db_name'])),
  ),
  '/path/instance_name': notFound(({ parameters }) =>
    messages.instanceNotFound(text(parameters['instance_name']), text(parameters['db_name'])),
  ),
  '/path/group_name': notFound(() => messages.groupNotFound),
  '/path/username': notFound(({ parameters }) =>
    messages.notInOrganization(text(parameters['username']), text(parameters['org_slug'])),
  ),
  'getLocation /path/location': notFound(({ parameters }) => messages.locationNotFound(text(parameters['location']))),
  'addLocationToGroup /path/location': badRequest(({ parameters }) =>
    messages.invalidLocation(text(parameters['location'])),
  ),
  '/path/location': badRequest(() => messages.invalidLocationCode),
  '/path/token_name': notFound(({ parameters }) => messages.tokenNotFound(text(parameters['token_name']))),
  'createAPIToken /path/token_name': badRequest(({ parameters }) => nameRefusal(text(parameters['token_name']))),
  'createAPITokenV2 /path/token_name': badRequest(({ parameters }) => nameRefusal(text(parameters['token_name']))),
  '/query/expiration': badRequest(() => messages.invalidExpiration),
  'createDatabase /body/name': ofString('name', nameRefusal),
  'createDatabaseInstance /body/location': ofString('location', messages.invalidLocation),
  'createGroup /body/name': ofString('name', nameRefusal),
  'createGroup /body/location': ofString('location', messages.invalidLocation),
  'addOrganizationMember /body/role': badRequest(() => messages.invalidRole),
  'inviteMember /body/role': badRequest(() => messages.invalidRole),
  'uploadDump /body/file': badRequest(() => messages.fileMissing),
  'seedDatabase /body/file': badRequest(() => messages.fileMissing),
});

function notFound(message: (invalid: InvalidValue) => string) {
  return (invalid: InvalidValue): Refusal => ({ status: 404, message: message(invalid) });
}

function badRequest(message: (invalid: InvalidValue) => string) {
  return (invalid: InvalidValue): Refusal => ({ status: 400, message: message(invalid) });
}

/**
 * The service's messages are about strings. A value of another type, or none, gets a plain message with the property's
 * name.
 */
function ofString(property: string, message: (value: string) => string) {
  return badRequest(({ body, violation }) => {
    const value = (body as Record<string, JsonValue>)[property];
    return typeof value === 'string' ? message(value) : `${property} ${violation.message}`;
  });
}

function text(value: JsonValue | undefined): string {
  return String(value);
}
