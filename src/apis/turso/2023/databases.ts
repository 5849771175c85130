import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { MakeContent } from '../../../sandbox/contents.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { uuidV1 } from '../../../sandbox/uuid.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import type { DatabaseNameRow } from '../../../sandbox/store/tables/databases.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import type { InstanceLocationRow } from '../../../sandbox/store/tables/instances.ts';
import { defaultGroup } from '../resources/groups.ts';
import { recordChange } from '../resources/audit.ts';
import { deleteDatabase as removeDatabase } from '../resources/deletion.ts';
import { databaseHostname, fitsHostname } from '../resources/hostnames.ts';
import { requirePaidFeature, requireDatabaseQuota } from '../resources/plan-limits.ts';
import { findDump } from '../resources/dumps.ts';
import { findDatabase } from '../resources/find.ts';
import { isWithin } from '../resources/restrictions.ts';
import { giveContent, makeSeed, requireMade } from '../resources/seed-contents.ts';

type Schemas = components['schemas'];

/**
 * Lists an organization's databases in the order of their creation.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/get-databases-in-org.md
 */
export const listDatabases: Handler<operations['listDatabases']> = ({ path, principal }, { store }) => {
  const places = new Map<string, InstanceLocationRow[]>();
  for (const place of store.instances.liveOfOrganization(path.org_slug)) {
    const known = places.get(place.database);
    if (known) known.push(place);
    else places.set(place.database, [place]);
  }
  const groups = new Map(store.groups.ofOrganization(path.org_slug).map(({ id, name }) => [id, name]));
  const databases = store.databases
    .ofOrganization(path.org_slug)
    .filter(({ groupId }) => isWithin(principal.restriction, groupId))
    .map((row) =>
      toDatabase(row, places.get(row.id) ?? [], row.groupId === null ? undefined : groups.get(row.groupId)),
    );
  return { status: 200, body: { databases } };
};

/**
 * Creates a database without instances. It can be queried once it has one.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/create-database-in-org.md
 */
export const createDatabase: Handler<operations['createDatabase']> = (input, context) => {
  const { path, body } = input;
  const { store, generator, clock, plan } = context;
  const { org_slug: organization } = path;
  const { name, image = 'latest', group: groupName, seed } = body;
  if (!fitsHostname(organization, name)) throw new Problem(400, messages.hostnameTooLong(name, organization));
  // A plan without groups says so, whatever the group is called.
  const isOfDefault = groupName === undefined || groupName === defaultGroup;
  if ((!isOfDefault && !plan.extras) || image === 'canary') requirePaidFeature(context);
  const group = groupName === undefined ? undefined : store.groups.get(organization, groupName);
  const isThere = groupName === undefined || group !== undefined;
  if (!isThere || !isWithin(input.principal.restriction, group?.id ?? null)) {
    throw new Problem(400, messages.groupNotFound);
  }
  const parent = seedSource(context, organization, seed);
  requireMade(input.content, seed?.type);
  requireDatabaseQuota(context, organization);
  requireCapacity(context.limits, 'databases', store.databases.makeRoom);
  if (store.databases.get(organization, name)) throw new Problem(409, messages.databaseTaken(name));

  const id = uuidV1(generator);
  store.databases.add({
    id,
    organization,
    name,
    signingKey: generator.bytes(32),
    createdAt: clock.now(),
    groupId: group?.id ?? null,
    ...(parent && { parentId: parent.id, parentName: parent.name, branchedAt: clock.now() }),
  });
  if (seed?.type === 'dump' && !findDump(context, organization, seed.url!)) input.notes?.push(dumpNotFetched);
  giveContent(context, id, input.content);
  const names = { id, organization, name, groupId: null, hostRegion: null };
  const row = group ? store.databases.get(organization, name)! : names;
  recordChange(context, input, {
    organization,
    code: 'db-create',
    data: { ...(group && { group: group.name }), database: name },
  });
  return { status: 200, body: { database: toCreatedDatabase(row), ...legacyCredentials } };
};

/** The service fetched a dump from wherever its URL led. Mockplane fetches nothing. */
const dumpNotFetched = 'seed.url is no URL that uploadDump gave; Mockplane fetches nothing, so the database is empty';

/** Makes the rows that the seed of a new database stands for. */
export const makeDatabaseContent: MakeContent<Context> = (
  { path, body }: Parameters<typeof createDatabase>[0],
  context,
) => body.seed && makeSeed(context, path.org_slug, { ...body.seed, source: body.seed.value });

/**
 * Returns one database.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/get-database-in-org.md
 */
export const getDatabase: Handler<operations['getDatabase']> = ({ path }, context) => {
  const { store } = context;
  const row = findDatabase(context, path);
  return { status: 200, body: { database: toDatabase(row, store.instances.places(row.id), groupNameOf(store, row)) } };
};

/**
 * Deletes a database with its instances, usage and tokens. Its name is free at once.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/destroy-database-in-org.md
 */
export const deleteDatabase: Handler<operations['deleteDatabase']> = (input, context) => {
  const database = findDatabase(context, input.path);
  // This edition documents no 400 here.
  removeDatabase(context, input, database, 403);
  return { status: 200, body: { database: database.name } };
};

/**
 * Changes nothing: all instances run the latest version already. The service answers after the restart, so no status
 * shows it.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/update-database-in-org.md
 */
export const updateDatabase: Handler<operations['updateDatabase']> = ({ path }, context) => {
  findDatabase(context, path);
  return { status: 200, body: undefined };
};

function toCreatedDatabase({ id, organization, name, hostRegion }: DatabaseNameRow): Schemas['CreatedDatabase'] {
  return {
    Name: name,
    Hostname: databaseHostname(organization, name, hostRegion),
    IssuedCertLimit: 0,
    IssuedCertCount: 0,
    DbId: id,
  };
}

/** The name of the group that a database belongs to; undefined for none. */
export function groupNameOf(store: Store, { groupId }: DatabaseNameRow): string | undefined {
  return groupId === null ? undefined : store.groups.byId(groupId)?.name;
}

/**
 * The database to copy, where one is named.
 *
 * @throws Problem 400 for one that the organization does not have, and for a seed without a source
 */
function seedSource(
  { store }: Context,
  organization: string,
  seed: Schemas['DatabaseSeed'] | undefined,
): DatabaseNameRow | undefined {
  if (seed?.type === 'dump' && seed.url === undefined) throw new Problem(400, messages.seedIncomplete('dump', 'url'));
  if (seed?.type !== 'database') return undefined;
  if (seed.value === undefined) throw new Problem(400, messages.seedIncomplete('database', 'value'));
  const source = store.databases.get(organization, seed.value);
  if (!source) throw new Problem(400, messages.seedNotFound(seed.value));
  return source;
}

/** A database with what is known elsewhere: where its instances are, and the name of its group. */
export function toDatabase(
  row: DatabaseNameRow,
  places: readonly InstanceLocationRow[],
  group: string | undefined,
): Schemas['Database'] {
  const primary = places.find(({ type }) => type === 'primary');
  return {
    ...toCreatedDatabase(row),
    regions: [...new Set(places.map(({ region }) => region))],
    ...(primary && { primaryRegion: primary.region }),
    ...(group !== undefined && { group }),
    type: 'logical',
  };
}

/** Two fields from the time before database tokens. The service still sends both, empty. */
export const legacyCredentials = { username: '', password: '' } as const;
