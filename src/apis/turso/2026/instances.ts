import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import type { DatabaseNameRow } from '../../../sandbox/store/tables/databases.ts';
import type { InstanceRow } from '../../../sandbox/store/tables/instances.ts';
import { messages } from '../messages.ts';
import { instanceHostname } from '../resources/hostnames.ts';
import { addInstance, destroyInstance, whenReady } from '../resources/instances.ts';
import { flyLocations } from '../resources/locations.ts';
import { requireLocationQuota } from '../resources/plan-limits.ts';
import { findDatabase, findInstance } from './find.ts';

/**
 * One for each location of the group, the primary first; a database without group lists its own.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/list-instances.mdx
 */
export const listDatabaseInstances: Handler<operations['listDatabaseInstances']> = ({ path }, context) => {
  const { store } = context;
  const { id } = findDatabase(context, path);
  const names = store.databases.names(id)!;
  return { status: 200, body: { instances: store.instances.live(id).map((row) => toInstance(row, names)) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/retrieve-instance.mdx */
export const getDatabaseInstance: Handler<operations['getDatabaseInstance']> = ({ path }, context) => {
  const { database, instance } = findInstance(context, path);
  return { status: 200, body: { instance: toInstance(instance, context.store.databases.names(database.id)!) } };
};

/**
 * For a database without group, which runs on Fly.io.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/instances.go
 */
export const createDatabaseInstance: Handler<operations['createDatabaseInstance']> = (input, context) => {
  const { path, body, failure } = input;
  const { store } = context;
  const { location } = body;
  if (!Object.hasOwn(flyLocations, location)) throw new Problem(400, messages.invalidLocation(location));
  const { id, name, organization, groupId } = findDatabase(context, path);
  if (groupId !== null) throw new Problem(400, messages.addToTheGroup(name, store.groups.byId(groupId)!.name));
  requireLocationQuota(context, organization, location);
  const names = store.databases.names(id)!;
  const instance = toInstance(addInstance(context, input, names, location, failure), names);
  return { status: 200, body: { instance, username: organization, password: '' } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/instances.go */
export const deleteDatabaseInstance: Handler<operations['deleteDatabaseInstance']> = (input, context) => {
  const { store } = context;
  const { database, instance } = findInstance(context, input.path);
  const { id, name, groupId } = database;
  if (groupId !== null) throw new Problem(400, messages.removeFromTheGroup(name, store.groups.byId(groupId)!.name));
  destroyInstance(context, input, store.databases.names(id)!, instance);
  return { status: 200, body: { instance: instance.name } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/instances.go */
export const waitForDatabaseInstance: Handler<operations['waitForDatabaseInstance']> = ({ path, signal }, context) => {
  const failed = messages.provisioningFailed(path.instanceName, path.databaseName);
  return whenReady(context, () => findInstance(context, path).instance, failed, signal);
};

function toInstance(row: InstanceRow, database: DatabaseNameRow): components['schemas']['Instance'] {
  const { uuid, name, type, region, hostnamePrefix } = row;
  const hostname = instanceHostname(hostnamePrefix, database.organization, database.name, database.hostRegion);
  return { uuid, name, type, region, hostname };
}
