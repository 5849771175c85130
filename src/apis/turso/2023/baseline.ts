import type { components } from '../../../contract/generated/turso-2023.ts';
import type { ExampleReader } from '../../../contract/examples.ts';
import { defaultUser } from '../../../sandbox/baseline.ts';
import { monthOf } from '../../../sandbox/clock/time.ts';
import type { BaselinePart, StoryContext } from '../../../sandbox/implementation.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import { hostnamePrefix } from '../resources/names.ts';

type Turso = components['schemas'];

/**
 * The users, organizations, databases and tokens of the contract's examples. Each line of the docs then works on a
 * fresh server.
 */
export const baseline: BaselinePart = {
  people: ({ store }, example) => loadPeople(store, example),
  resources(context, example) {
    loadDatabases(context, example);
    loadApiTokens(context, example);
  },
};

/** An organization and a user that the examples' lists do not show. The examples of refused calls use them. */
const otherTeam = {
  owner: 'monalisa',
  /** The caller is not a member of it, so calls answer 403. */
  organization: { slug: 'acme', name: 'Acme', type: 'team' },
} as const;

function loadPeople(store: Store, example: ExampleReader): void {
  const { organizations } = example('listOrganizations', 200, 'listed') as { organizations: Turso['Organization'][] };
  const { members } = example('listOrganizationMembers', 200, 'listed') as { members: Turso['Member'][] };
  for (const username of new Set([...members.map((member) => member.username), otherTeam.owner])) {
    store.organizations.addUser(username);
  }
  for (const organization of [...organizations, otherTeam.organization]) store.organizations.add(organization);

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

function loadDatabases({ store, clock, generator, signingKey }: StoryContext, example: ExampleReader): void {
  const organization = 'my-org';
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
      store.usage.add({ instance: uuid, month: monthOf(createdAt), ...counts });
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
