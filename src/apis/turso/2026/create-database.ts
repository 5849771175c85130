import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { MadeContent } from '../../../sandbox/contents.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import type { DatabaseRow, NewDatabase } from '../../../sandbox/store/tables/databases.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { type Caller, recordChange } from '../resources/audit.ts';
import { findOrganization, organizationNamed } from '../resources/find.ts';
import { defaultGroup } from '../resources/groups.ts';
import { longestName } from '../resources/hostnames.ts';
import { databaseId } from '../resources/names.ts';
import { giveContent, makeSeed, requireMade } from '../resources/seed-contents.ts';
import { requireDatabaseQuota, requirePlan } from '../resources/plan-limits.ts';
import { requireCipher } from './encryption.ts';
import { readSeed, type SeedResult } from './seeds.ts';
import { hostnameOf, surroundingsOf } from './to-database.ts';

type Request = components['schemas']['CreateDatabaseRequest'];

/**
 * Creates a database in a group, empty, as a branch of another, or waiting for its data.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/create.mdx
 */
export const createDatabase: Handler<operations['createDatabase']> = (input, context) => {
  const { path, body } = input;
  const { switches } = context;
  const organization = findOrganization(context, path);
  const group = context.store.groups.get(organization.slug, body.group ?? defaultGroup);
  const row = addDatabase(context, input, organization, group, body, input);
  return {
    status: 200,
    body: {
      database: {
        DbId: row.id,
        Hostname: hostnameOf(row, surroundingsOf(context, [row])),
        Name: row.name,
        ...(switches.certificateCounters === 'on' && { IssuedCertCount: 0, IssuedCertLimit: 0 }),
      },
      // From the time before database tokens; live responses have both.
      ...(switches.legacyCredentials === 'on' && { username: organization.slug, password: '' }),
    },
  };
};

/** Makes the rows that the seed of a new database stands for. */
export function makeSeedOf(organization: string, body: DatabaseRequest, context: Context) {
  const { seed } = body;
  const slug = organizationNamed(context.store, organization)?.slug;
  if (!seed || slug === undefined) return undefined;
  const source = seed.type === 'database' ? (seed.name ?? seed.value) : undefined;
  return makeSeed(context, slug, { ...seed, source });
}

/** The properties of a new database that both versions of the operation take. */
export type DatabaseRequest = Omit<Request, 'group'>;

/**
 * Creates a database.
 *
 * @param group undefined where the one that was asked for is not there
 * @param options.content the rows of the seed, if they were made
 * @throws Problem 400 or 402, as the contract tells
 */
export function addDatabase(
  context: Context,
  caller: Caller,
  organization: OrganizationRow,
  group: GroupRow | undefined,
  body: DatabaseRequest,
  { content, isV3 = false }: { readonly content?: MadeContent | undefined; readonly isV3?: boolean },
): DatabaseRow {
  const { store, generator, clock } = context;
  const { slug } = organization;
  const { name, size_limit, remote_encryption, use_tursodb = false, is_schema = false, schema } = body;
  const within = caller.principal.restriction?.group;
  if (!group || (within !== undefined && group.id !== within)) throw new Problem(400, messages.groupNotFound);
  const longest = longestName(slug, group.platform === 'aws');
  if (name.length > longest) throw new Problem(400, messages.nameBudget(longest));
  if (remote_encryption) requirePlan(context, 'pro');
  if (group.archivedAt !== null) throw new Problem(400, messages.groupArchived(group.name));
  if (size_limit !== undefined && group.platform === 'aws') throw new Problem(400, messages.sizeLimitNotSupported);
  const seed = readSeed(context, organization, group, body.seed);
  const encryptionCipher = requireCipher(remote_encryption, seed.source);
  const parentSchema = schemaOf(context, slug, group, schema, is_schema);
  requireMade(content, body.seed?.type);
  requireDatabaseQuota(context, slug);
  requireCapacity(context.limits, 'databases', store.databases.makeRoom);
  if (store.databases.get(slug, name)) {
    // Version 3 documents no 409.
    const isDocumented = context.switches.duplicateName === '409' && !isV3;
    throw isDocumented ? new Problem(409, messages.databaseTaken(name)) : new Problem(400, messages.databaseNameTaken);
  }

  const now = clock.now();
  const row: NewDatabase = {
    id: databaseId(generator, now, use_tursodb),
    organization: slug,
    name,
    signingKey: generator.bytes(32),
    createdAt: now,
    groupId: group.id,
    engine: use_tursodb ? 'tursodb' : 'libsql',
    sizeLimit: size_limit ?? null,
    encryptionCipher,
    isSchema: is_schema,
    schemaId: parentSchema?.id ?? null,
    state: seed.state,
    parentId: seed.source?.id ?? null,
    parentName: seed.source?.name ?? null,
    branchedAt: seed.source ? seed.moment : null,
  };
  store.databases.add(row);
  copyStorage(context, row.id, seed);
  giveContent(context, row.id, content);
  recordChange(context, caller, { organization: slug, code: 'db-create', data: { group: group.name, database: name } });
  return store.databases.byId(row.id)!;
}

/** A copy is as large as its source (inferred). */
function copyStorage({ store, clock }: Context, id: string, { source }: SeedResult): void {
  if (!source) return;
  for (const { uuid, storageBytes } of store.instances.live(source.id)) {
    if (storageBytes > 0) store.usage.setStorage(id, uuid, clock.now(), storageBytes);
  }
}

/** The schema database that a new one is to belong to. @throws Problem 400 for one that cannot be */
function schemaOf(
  { store }: Context,
  organization: string,
  group: GroupRow,
  name: string | undefined,
  isSchema: boolean,
): DatabaseRow | undefined {
  if (name === undefined || name === '') return undefined;
  if (isSchema) throw new Problem(400, 'schema and is_schema exclude each other');
  const row = store.databases.find(organization, name);
  if (!row?.isSchema) throw new Problem(400, messages.databaseNotFound(name));
  if (row.groupId !== group.id) throw new Problem(400, messages.otherGroup(name, group.name));
  return row;
}
