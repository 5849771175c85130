import type { components } from '../../../contract/generated/turso-2026.ts';
import type { ExampleReader } from '../../../contract/examples.ts';
import { defaultUser } from '../../../sandbox/baseline.ts';
import { startOfMonth } from '../../../sandbox/clock/time.ts';
import type { BaselinePart, StoryContext } from '../../../sandbox/implementation.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import { namedUuid } from '../../../sandbox/uuid.ts';
import { hostnamePrefix } from '../resources/names.ts';
import { isOnAws } from '../resources/locations.ts';

type Turso = components['schemas'];

/**
 * The story that the examples tell. It is told as of September 2026; on a fresh server all of it has happened as long
 * before the present, so that what was deleted can still be restored.
 */
export const baseline: BaselinePart = {
  people: ({ store }, example) => loadPeople(store, example),
  resources(context, example) {
    const shift = context.clock.now() - told;
    const moment = (text: string): number => Date.parse(text) + shift;
    loadGroups(context, example, moment);
    loadDatabases(context, example, moment);
    loadUsage(context, example);
    loadRecords(context, example, moment);
  },
};

/** When the story is told. */
const told = Date.parse('2026-09-15T12:00:00Z');

type Moment = (text: string) => number;

/** The organization whose things the story tells of. */
const organization = 'my-org';

/** Users and organizations of the examples that their lists do not show: what the caller may not do happens there. */
const elsewhere = {
  owner: 'monalisa',
  /** Belongs to no organization but their own, so that they can be added. */
  outsider: 'octokitten',
  /** Exists, and the caller is not in it: 403. */
  organization: { slug: 'acme', name: 'Acme', type: 'team' },
} as const;

function loadPeople(store: Store, example: ExampleReader): void {
  const organizations = example('listOrganizations', 200, 'listed') as Turso['Organization'][];
  const { members } = example('listOrganizationMembers', 200, 'listed') as { members: Turso['Member'][] };
  const { user } = example('getCurrentUser', 200, 'found') as { user: Turso['User'] };
  for (const { username, email } of members) {
    const profile = username === user.username ? profileOf(user) : {};
    store.organizations.addUser(username, { ...(email !== undefined && { email }), ...profile });
  }
  for (const username of [elsewhere.owner, elsewhere.outsider]) {
    if (!store.organizations.user(username)) store.organizations.addUser(username);
  }
  for (const row of organizations) {
    store.organizations.add({
      slug: row.slug,
      name: row.name,
      type: row.type,
      ...(row.id !== undefined && { id: row.id }),
      plan: row.plan_id ?? 'starter',
      timeline: row.plan_timeline ?? '',
    });
  }
  store.organizations.add({ ...elsewhere.organization, plan: 'developer', timeline: 'monthly' });

  for (const { slug, type } of organizations) {
    if (slug === organization) {
      for (const { username, role } of members) store.organizations.addMember({ organization, username, role });
    } else if (type === 'personal') {
      store.organizations.addMember({ organization: slug, username: defaultUser, role: 'owner' });
    } else {
      store.organizations.addMember({ organization: slug, username: elsewhere.owner, role: 'owner' });
      store.organizations.addMember({ organization: slug, username: defaultUser, role: 'member' });
    }
  }
  store.organizations.addMember({
    organization: elsewhere.organization.slug,
    username: elsewhere.owner,
    role: 'owner',
  });
}

function profileOf({ name, avatarUrl = '', mfa = false, username }: Turso['User']) {
  return { name: name ?? username, avatarUrl, mfa };
}

/** When something was made whose id is a UUID of version 7, which begins with that moment. */
function madeAt(id: string, moment: Moment): number {
  return moment(new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString());
}

function loadGroups({ store, generator, signingKey }: StoryContext, example: ExampleReader, moment: Moment): void {
  const { groups } = example('listGroups', 200, 'listed') as { groups: Turso['Group'][] };
  const { groups: deleted } = example('listDeletedGroups', 200, 'listed') as { groups: Turso['DeletedGroup'][] };
  const instances = ['aws', 'fly'].flatMap((name) => {
    const listed = example('listDatabaseInstances', 200, name) as { instances: Turso['Instance'][] };
    return listed.instances;
  });
  const add = (row: Pick<GroupRow, 'id' | 'name' | 'version'>, locations: string[], rest: Partial<GroupRow>): void => {
    const createdAt = madeAt(row.id, moment);
    store.groups.add({
      ...row,
      organization,
      platform: isOnAws(locations[0]!) ? 'aws' : 'fly',
      extensions: null,
      deleteProtection: false,
      signingKey: signingKey(row.id),
      migrationStatus: 'none',
      migrationComment: '',
      createdAt,
      archivedAt: null,
      deletedAt: null,
      ...rest,
    });
    for (const [position, code] of locations.entries()) {
      const known = rest.deletedAt === undefined && instances.find(({ region }) => region === code);
      const prefix = known && !isOnAws(code) ? known.hostname.split('-', 1)[0]! : hostnamePrefix(generator);
      const instanceUuid = known ? known.uuid : namedUuid(`${row.id} ${code}`);
      const location = { instanceUuid, code, position, hostnamePrefix: prefix, status: 'ready', createdAt } as const;
      store.groups.addLocation({ ...location, groupId: row.id });
    }
  };
  for (const { uuid: id, name, version, locations, archived } of groups) {
    add({ id, name, version }, locations, archived ? { archivedAt: madeAt(id, moment) } : {});
  }
  for (const { uuid: id, name, deleted_at: at } of deleted) {
    add({ id, name, version: groups.find(({ name: known }) => known === 'default')!.version }, ['aws-us-east-1'], {
      deletedAt: moment(at),
    });
  }
}

function loadDatabases({ store, signingKey }: StoryContext, example: ExampleReader, moment: Moment): void {
  const { databases } = example('listDatabases', 200, 'listed') as { databases: Turso['Database'][] };
  const { databases: deleted } = example('listDeletedDatabases', 200, 'deleted') as {
    databases: Turso['DatabaseV3'][];
  };
  const live = databases.map((row) => ({ ...row, groupId: store.groups.get(organization, row.group!)!.id }));
  const gone = deleted.map((row) => ({ ...row, groupId: row.group_id! }));
  for (const row of [...live, ...gone]) {
    const { DbId: id, Name: name, groupId, parent } = row;
    store.databases.add({
      id,
      organization,
      name,
      signingKey: signingKey(id),
      createdAt: madeAt(id, moment),
      groupId,
      ...('database_type' in row && row.database_type !== undefined && { engine: row.database_type }),
      ...(parent && { parentId: parent.id, parentName: parent.name, branchedAt: moment(parent.branched_at) }),
      ...('deleted_at' in row && row.deleted_at !== undefined && { deletedAt: moment(row.deleted_at) }),
      ...('group_deleted_at' in row &&
        row.group_deleted_at !== undefined && { groupDeletedAt: moment(row.group_deleted_at) }),
    });
  }
}

function loadUsage({ store, clock }: StoryContext, example: ExampleReader): void {
  const used = example('getOrganizationUsage', 200, 'month') as { organization: Turso['OrganizationUsage'] };
  const at = startOfMonth(clock.now());
  for (const { uuid: database, instances } of used.organization.databases) {
    for (const { uuid: instance, usage } of instances) {
      const rows = { rowsRead: usage.rows_read, rowsWritten: usage.rows_written, bytesSynced: usage.bytes_synced };
      store.usage.add({ database, instance, at, ...rows });
      store.usage.setStorage(database, instance, at, usage.storage_bytes);
    }
  }
  const statements = example('listTopQueries', 200, 'listed') as Turso['TopQuery'][];
  const database = store.databases.find(organization, 'my-db');
  for (const { query, rows_read: rowsRead, rows_written: rowsWritten } of statements) {
    store.topQueries.add({ database: database!.id, query, at: clock.now(), rowsRead, rowsWritten });
  }
}

/** Tokens, invites, invoices, issuers and the audit log. */
function loadRecords({ store }: StoryContext, example: ExampleReader, moment: Moment): void {
  const { tokens } = example('listAPITokens', 200, 'listed') as { tokens: Turso['APIToken'][] };
  for (const { id, name, created_at: day, organization: slug = null, group, scopes } of tokens) {
    store.apiTokens.add({
      id,
      name,
      username: defaultUser,
      // Its value was shown once, before this story begins.
      hash: null,
      createdAt: moment(`${day}T00:00:00Z`),
      organization: slug,
      groupId: group === undefined ? null : store.groups.get(organization, group)!.id,
      scopes: scopes ?? null,
    });
  }
  const { invites } = example('listOrganizationInvitesV2', 200, 'listed') as { invites: Turso['Invite'][] };
  for (const { id, email, role, created_at: at } of invites) {
    const token = namedUuid(`invite ${email}`);
    store.invites.add({ id, organization, email, username: null, role, token, createdAt: moment(at) });
  }
  const { invoices } = example('listOrganizationInvoices', 200, 'listed') as { invoices: Turso['Invoice'][] };
  for (const { invoice_number: number = String(told), ...data } of invoices) {
    store.invoices.add({ organization, number, type: 'issued', data });
  }
  const { jwks } = example('listJwks', 200, 'listed') as { jwks: Turso['Jwks'][] };
  for (const { jwks_name: name, jwks_url: url } of jwks) store.jwks.set({ organization, name, url, region: '' });
  const { audit_logs: log } = example('listOrganizationAuditLogs', 200, 'listed') as {
    audit_logs: Turso['AuditLog'][];
  };
  for (const { code, message, origin, author, created_at: at, data } of log.toReversed()) {
    store.auditLog.add({ organization, code, message, origin, author, createdAt: moment(at), data: data ?? {} });
  }
}
