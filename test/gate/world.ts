import type { JsonObject } from '../helpers/documents.ts';
import { credential } from '../helpers/requests.ts';
import { operationOf } from '../helpers/operations.ts';
import { bodyOf } from './judge.ts';
import { encode } from './request.ts';
import type { Session } from './session.ts';

/** The initial state of each check, as the APIs show it. */
export interface World {
  readonly organizations: readonly string[];
  readonly locations: readonly string[];
  readonly databases: readonly { readonly org_slug: string; readonly db_name: string }[];
  readonly instances: readonly {
    readonly org_slug: string;
    readonly db_name: string;
    readonly instance_name: string;
    readonly type: string;
  }[];
  readonly apiTokens: readonly string[];
  readonly lambdaInstances: readonly { readonly id: string; readonly uuid: string; readonly status: string }[];
  readonly userFiles: readonly number[];
}

export async function readWorld(session: Session): Promise<World> {
  const read = async (id: string, path: Readonly<Record<string, string>> = {}): Promise<JsonObject> => {
    const operation = operationOf(id);
    return bodyOf(await session.send(encode(operation, { path, query: [], headers: credential(operation) })));
  };
  const organizations = listed(await read('listOrganizations'), 'organizations').map(({ slug }) => String(slug));
  const databases: { org_slug: string; db_name: string }[] = [];
  const instances: World['instances'][number][] = [];
  for (const org_slug of organizations) {
    for (const { Name } of listed(await read('listDatabases', { org_slug }), 'databases')) {
      const place = { org_slug, db_name: String(Name) };
      databases.push(place);
      for (const { name, type } of listed(await read('listDatabaseInstances', place), 'instances')) {
        instances.push({ ...place, instance_name: String(name), type: String(type) });
      }
    }
  }
  const lambdaInstances: World['lambdaInstances'][number][] = [];
  for (const { id, uuid } of listed(await read('listLambdaInstances'), 'data')) {
    const { data } = await read('getLambdaInstanceStatus', { uuid: String(uuid) });
    lambdaInstances.push({ id: String(id), uuid: String(uuid), status: String((data as JsonObject)['status']) });
  }
  return {
    organizations,
    databases,
    instances,
    lambdaInstances,
    locations: Object.keys((await read('listLocations'))['locations'] as JsonObject),
    apiTokens: listed(await read('listAPITokens'), 'tokens').map(({ name }) => String(name)),
    userFiles: listed(await read('listUserFiles'), 'items').map(({ id }) => Number(id)),
  };
}

function listed(body: JsonObject, key: string): JsonObject[] {
  return body[key] as JsonObject[];
}
