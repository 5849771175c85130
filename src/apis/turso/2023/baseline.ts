import { createHash } from 'node:crypto';
import type { components } from '../../../contract/generated/turso-2023.ts';
import type { ExampleReader } from '../../../contract/examples.ts';
import { defaultUser } from '../../../sandbox/baseline.ts';
import { startOfMonth } from '../../../sandbox/clock/time.ts';
import type { BaselinePart, StoryContext } from '../../../sandbox/implementation.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import { namedUuid } from '../../../sandbox/uuid.ts';
import { hostnamePrefix } from '../resources/names.ts';

type Turso = components['schemas'];

/**
 * The users, organizations, databases and tokens of the contract's examples. Each line of the docs then works on a
 * fresh server.
 */
export const baseline: BaselinePart = {
  people(context, example) {
    loadPeople(context.store, example);
    loadGroups(context, example);
  },
  resources(context, example) {
    loadDatabases(context, example);
    loadApiTokens(context, example);
  },
};

/** The organization that the examples are about. */
const storyOrganization = 'my-org';

/** An organization and users that the examples' lists do not show. The examples of refused calls use them. */
const otherTeam = {
  owner: 'monalisa',
  /** A user who is in no organization until somebody adds them. */
  newcomer: 'octokitten',
  /** Exists, and the caller is not in it: 403. */
  organization: { slug: 'acme', name: 'Acme', type: 'team' },
} as const;

function loadPeople(store: Store, example: ExampleReader): void {
  const { organizations } = example('listOrganizations', 200, 'listed') as { organizations: Turso['Organization'][] };
  const { members } = example('listOrganizationMembers', 200, 'listed') as { members: Turso['Member'][] };
  const known = [...members.map((member) => member.username), otherTeam.owner, otherTeam.newcomer];
  for (const username of new Set(known)) store.organizations.addUser(username);

  const { organization: usage } = example('getOrganizationUsage', 200, 'month') as { organization: { uuid: string } };
  const { subscription } = example('getOrganizationSubscription', 200, 'found') as { subscription: { name: string } };
  for (const organization of [...organizations, otherTeam.organization]) {
    const isStory = organization.slug === storyOrganization;
    store.organizations.add({ ...organization, ...(isStory && { id: usage.uuid, plan: subscription.name }) });
  }

  // The examples list the members of the first team. In any other team the caller is a plain member.
  const [first, ...others] = organizations.filter(({ type }) => type === 'team');
  for (const { slug } of organizations.filter(({ type }) => type === 'personal')) {
    store.organizations.addMember({ organization: slug, username: defaultUser, role: 'owner' });
  }
  for (const member of members) store.organizations.addMember({ organization: first!.slug, ...member });
  for (const { slug } of others) {
    store.organizations.addMember({ organization: slug, username: otherTeam.owner, role: 'owner' });
    store.organizations.addMember({ organization: slug, username: defaultUser, role: 'member' });
  }
  store.organizations.addMember({
    organization: otherTeam.organization.slug,
    username: otherTeam.owner,
    role: 'owner',
  });
}

/**
 * Every organization has a group `default`, as those of the time did; where it is, the examples say. Nothing of it is
 * drawn, so that what is created after it is the same for the same seed, whatever groups there are.
 */
function loadGroups({ store, clock }: StoryContext, example: ExampleReader): void {
  const { groups } = example('listGroups', 200, 'listed') as { groups: Turso['Group'][] };
  const createdAt = clock.now();
  for (const { slug } of store.organizations.all()) {
    for (const { name, locations } of groups) {
      const id = namedUuid(`group ${slug}/${name}`);
      store.groups.add({
        id,
        organization: slug,
        name,
        platform: 'fly',
        version: 'latest',
        extensions: null,
        deleteProtection: false,
        signingKey: digestOf(id),
        migrationStatus: 'none',
        migrationComment: '',
        createdAt,
        archivedAt: null,
        deletedAt: null,
      });
      locations.forEach((code, position) =>
        store.groups.addLocation({
          instanceUuid: namedUuid(`location ${id}/${code}`),
          groupId: id,
          code,
          position,
          hostnamePrefix: digestOf(`${id}/${code}`).toString('hex').slice(0, 14),
          status: 'ready',
          createdAt,
        }),
      );
    }
  }
}

/** 32 bytes that are the same for the same text. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function loadDatabases({ store, clock, generator, signingKey }: StoryContext, example: ExampleReader): void {
  const organization = storyOrganization;
  const { databases } = example('listDatabases', 200, 'listed') as { databases: Turso['Database'][] };
  const { instances } = example('listDatabaseInstances', 200, 'replicated') as { instances: Turso['Instance'][] };
  const { database: usage } = example('getDatabaseUsage', 200, 'replicated') as { database: Turso['DatabaseUsage'] };
  const createdAt = clock.now();
  for (const { DbId: id, Name: name } of databases) {
    store.databases.add({ id, organization, name, signingKey: signingKey(id), createdAt });
  }
  for (const { uuid, name, type, region, hostname } of instances) {
    const database = databases.find((each) => hostname.endsWith(`-${each.Hostname}`))!.DbId;
    const used = usage.instances.find((each) => each.uuid === uuid)?.usage;
    store.instances.add({
      uuid,
      database,
      name,
      type,
      region,
      hostnamePrefix: hostname.split('-', 1)[0] ?? hostnamePrefix(generator),
      status: 'ready',
      storageBytes: used?.storage_bytes ?? 0,
      createdAt,
      destroyedAt: null,
    });
    if (used) {
      const counts = { rowsRead: used.rows_read, rowsWritten: used.rows_written };
      store.usage.add({ database, instance: uuid, at: startOfMonth(createdAt), ...counts });
    }
  }
}

function loadApiTokens({ store, clock }: StoryContext, example: ExampleReader): void {
  const { tokens } = example('listAPITokens', 200, 'listed') as { tokens: Turso['APIToken'][] };
  for (const { id, name } of tokens) {
    // The token's value was shown once, before the examples begin.
    store.apiTokens.add({ id, name, username: defaultUser, hash: null, createdAt: clock.now() });
  }
}
