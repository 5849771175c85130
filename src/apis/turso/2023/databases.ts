import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { uuidV1 } from '../../../sandbox/uuid.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import type { DatabaseNameRow } from '../../../sandbox/store/tables/databases.ts';
import type { InstanceLocationRow } from '../../../sandbox/store/tables/instances.ts';
import { databaseHostname, fitsHostname } from '../resources/hostnames.ts';
import { requirePaidFeature, requireDatabaseQuota } from '../resources/plan-limits.ts';
import { findDatabase } from '../resources/find.ts';

type Schemas = components['schemas'];

/** The one group that every organization has; no operation of this contract makes another. */
const defaultGroup = 'default';

/**
 * All of an organization, in the order of their creation.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/get-databases-in-org.md
 */
export const listDatabases: Handler<operations['listDatabases']> = ({ path }, { store }) => {
  const places = new Map<string, InstanceLocationRow[]>();
  for (const place of store.instances.liveOfOrganization(path.org_slug)) {
    const known = places.get(place.database);
    if (known) known.push(place);
    else places.set(place.database, [place]);
  }
  const databases = store.databases
    .ofOrganization(path.org_slug)
    .map((row) => toDatabase(row, places.get(row.id) ?? []));
  return { status: 200, body: { databases } };
};

/**
 * Creates it empty: the first instance makes it one that can be queried.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/create-database-in-org.md
 */
export const createDatabase: Handler<operations['createDatabase']> = ({ path, body }, context) => {
  const { store, generator, clock, plan } = context;
  const { org_slug: organization } = path;
  const { name, image = 'latest', group = defaultGroup } = body;
  if (!fitsHostname(organization, name)) throw new Problem(400, messages.hostnameTooLong(name, organization));
  // A plan without groups says so, whatever the group is called.
  if (group !== defaultGroup && plan.extras) throw new Problem(400, messages.groupNotFound);
  if (group !== defaultGroup || image === 'canary') requirePaidFeature(context);
  requireDatabaseQuota(context, organization);
  requireCapacity(context.limits, 'databases', store.databases.hasRoom);
  if (store.databases.get(organization, name)) throw new Problem(409, messages.databaseTaken(name));

  const row = {
    id: uuidV1(generator),
    organization,
    name,
    signingKey: generator.bytes(32),
    createdAt: clock.now(),
  };
  store.databases.add(row);
  return { status: 200, body: { database: toCreatedDatabase({ ...row, hostRegion: null }), ...legacyCredentials } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/get-database-in-org.md */
export const getDatabase: Handler<operations['getDatabase']> = ({ path }, context) => {
  const row = findDatabase(context, path);
  return { status: 200, body: { database: toDatabase(row, context.store.instances.places(row.id)) } };
};

/**
 * Its instances, usage and tokens go with it, and its name is free at once.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/destroy-database-in-org.md
 */
export const deleteDatabase: Handler<operations['deleteDatabase']> = ({ path }, context) => {
  const { store, transitions } = context;
  const { id, name } = findDatabase(context, path);
  for (const { uuid } of store.instances.live(id)) transitions.cancel(uuid);
  store.databases.remove(id);
  return { status: 200, body: { database: name } };
};

/**
 * All instances run the latest version already. The reply comes when they are back, so their restart is not seen.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/update-database-in-org.md
 */
export const updateDatabase: Handler<operations['updateDatabase']> = ({ path }, context) => {
  findDatabase(context, path);
  return { status: 200, body: undefined };
};

type CreatedRow = Omit<DatabaseNameRow, 'groupId'>;

function toCreatedDatabase({ id, organization, name, hostRegion }: CreatedRow): Schemas['CreatedDatabase'] {
  return {
    Name: name,
    Hostname: databaseHostname(organization, name, hostRegion),
    IssuedCertLimit: 0,
    IssuedCertCount: 0,
    DbId: id,
  };
}

function toDatabase(row: DatabaseNameRow, places: readonly InstanceLocationRow[]): Schemas['Database'] {
  const primary = places.find(({ type }) => type === 'primary');
  return {
    ...toCreatedDatabase(row),
    regions: [...new Set(places.map(({ region }) => region))],
    ...(primary && { primaryRegion: primary.region }),
    type: 'logical',
  };
}

/** From the time before database tokens; the service still sends both, empty. */
export const legacyCredentials = { username: '', password: '' } as const;
