import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import type { DatabaseNameRow } from '../../../sandbox/store/tables/databases.ts';
import type { InstanceRow } from '../../../sandbox/store/tables/instances.ts';
import { instanceHostname } from '../resources/hostnames.ts';
import { groupNameOf, legacyCredentials } from './databases.ts';
import { addInstance, destroyInstance, whenReady } from '../resources/instances.ts';
import { requirePaidFeature, requireLocationQuota } from '../resources/plan-limits.ts';
import { findDatabase, findInstance } from '../resources/find.ts';

/**
 * Lists a database's instances, ready or not, in the order of their creation.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/instance/get-instances-in-database.md
 */
export const listDatabaseInstances: Handler<operations['listDatabaseInstances']> = ({ path }, context) => {
  const database = findDatabase(context, path);
  const instances = context.store.instances.live(database.id).map((row) => toInstance(row, database));
  return { status: 200, body: { instances } };
};

/**
 * Returns one instance.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/instance/get-instance-in-database.md
 */
export const getDatabaseInstance: Handler<operations['getDatabaseInstance']> = ({ path }, context) => ({
  status: 200,
  body: { instance: toInstance(findInstance(context, path), findDatabase(context, path)) },
});

/**
 * Creates an instance; a database's first one is its primary. It is provisioning until its transition.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/instance/create-instance-in-database.md
 */
export const createDatabaseInstance: Handler<operations['createDatabaseInstance']> = (input, context) => {
  const { path, body, failure } = input;
  const { store, locations } = context;
  const { location, image = 'latest' } = body;
  if (!Object.hasOwn(locations, location)) throw new Problem(400, messages.invalidLocation(location));
  const database = findDatabase(context, path);
  const group = groupNameOf(store, database);
  if (group !== undefined) throw new Problem(400, messages.inGroup(database.name, group, messages.addToGroup));
  if (image === 'canary') requirePaidFeature(context);
  requireLocationQuota(context, path.org_slug, location);
  const row = addInstance(context, input, database, location, failure);
  return { status: 200, body: { instance: toInstance(row, database), ...legacyCredentials } };
};

/**
 * Destroys a replica. A primary is destroyed only with its database, even if its provisioning failed (inferred).
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/instance/destroy-instance-in-database.md
 */
export const deleteDatabaseInstance: Handler<operations['deleteDatabaseInstance']> = (input, context) => {
  const { path } = input;
  const instance = findInstance(context, path, messages.databaseNotFoundForInstance);
  const database = findDatabase(context, path);
  const group = groupNameOf(context.store, database);
  if (group !== undefined) throw new Problem(400, messages.inGroup(path.db_name, group, messages.removeFromGroup));
  destroyInstance(context, input, database, instance);
  return { status: 200, body: { instance: instance.name } };
};

/**
 * Answers when the instance is no longer provisioning or is destroyed; at once if it is not provisioning now.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/instance/wait-instance-ready-in-database.md
 */
export const waitForDatabaseInstance: Handler<operations['waitForDatabaseInstance']> = ({ path, signal }, context) => {
  const failed = messages.provisioningFailed(path.instance_name, path.db_name);
  return whenReady(context, () => findInstance(context, path), failed, signal);
};

function toInstance(row: InstanceRow, database: DatabaseNameRow): components['schemas']['Instance'] {
  const { uuid, name, type, region } = row;
  const { organization, name: databaseName, hostRegion } = database;
  const hostname = instanceHostname(row.hostnamePrefix, organization, databaseName, hostRegion);
  return { uuid, name, type, region, hostname };
}
