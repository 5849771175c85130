import type { Contract } from '../contract/contract.ts';
import type { components as AdminComponents } from '../contract/generated/admin.ts';
import type { components as LambdaComponents } from '../contract/generated/lambda.ts';
import type { components as TursoComponents } from '../contract/generated/turso.ts';
import type { Clock } from './clock/clock.ts';
import type { SeededRandom } from './random.ts';
import { hostnamePrefix } from './uuid.ts';
import type { Store } from './store/store.ts';
import { monthOf } from './clock/time.ts';

/** The user that the server's own token stands for: the one that the contract's examples tell of. */
export const defaultUser = 'octocat';

type Turso = TursoComponents['schemas'];
type Lambda = LambdaComponents['schemas'];

/** What a baseline is written with. */
export interface BaselineContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly generator: SeededRandom;
}

/** Writes the state that a sandbox starts with, and returns to, into an empty store. */
export type Baseline = (parts: BaselineContext) => void;

/**
 * The baseline that is read from the contracts' examples, so that each line of the docs works on a fresh server and
 * the docs never drift from it.
 */
export function storyBaseline(contracts: readonly Contract[]): Baseline {
  const example = exampleReader(contracts);
  const keys = contracts.some(({ api }) => api.isAdmin) ? signingKeys(example) : new Map<string, Uint8Array>();
  return (parts) => {
    loadPeople(parts.store, example);
    loadDatabases(parts, example, keys);
    loadApiTokens(parts, example);
    loadLambdaInstances(parts, example);
    loadUserFiles(parts.store, example);
  };
}

/** The user and the organizations, which no operation creates, and nothing else. */
export function emptyBaseline(contracts: readonly Contract[]): Baseline {
  const example = exampleReader(contracts);
  return ({ store }) => loadPeople(store, example);
}

type ExampleReader = (operationId: string, status: number, name: string) => unknown;

function exampleReader(contracts: readonly Contract[]): ExampleReader {
  const operations = new Map(contracts.flatMap((contract) => contract.operations.map((each) => [each.id, each])));
  return (operationId, status, name) => {
    const found = operations.get(operationId)?.responses.get(status)?.content?.examples.get(name);
    if (found === undefined) throw new Error(`The contract has no example ${name} for ${operationId} ${status}.`);
    return found;
  };
}

/** Organizations of the examples that their lists do not show: what the caller may not do happens there. */
const elsewhere = {
  owner: 'monalisa',
  /** Exists, and the caller is not in it: 403. */
  organization: { slug: 'acme', name: 'Acme', type: 'team' },
} as const;

function loadPeople(store: Store, example: ExampleReader): void {
  const { organizations } = example('listOrganizations', 200, 'listed') as { organizations: Turso['Organization'][] };
  const { members } = example('listOrganizationMembers', 200, 'listed') as { members: Turso['Member'][] };
  for (const username of new Set([...members.map((member) => member.username), elsewhere.owner])) {
    store.organizations.addUser(username);
  }
  for (const organization of [...organizations, elsewhere.organization]) store.organizations.add(organization);

  // The members that the examples list are those of the first team; any further one has the caller as a mere member.
  const [first, ...others] = organizations.filter(({ type }) => type === 'team');
  for (const { slug } of organizations.filter(({ type }) => type === 'personal')) {
    store.organizations.addMember({ organization: slug, username: defaultUser, role: 'owner' });
  }
  for (const member of members) store.organizations.addMember({ organization: first!.slug, ...member });
  for (const { slug } of others) {
    store.organizations.addMember({ organization: slug, username: elsewhere.owner, role: 'owner' });
    store.organizations.addMember({ organization: slug, username: defaultUser, role: 'member' });
  }
  store.organizations.addMember({
    organization: elsewhere.organization.slug,
    username: elsewhere.owner,
    role: 'owner',
  });
}

/** Those of the databases in the admin contract's snapshot, so that the tokens of its examples verify. */
function signingKeys(example: ExampleReader): ReadonlyMap<string, Uint8Array> {
  const { databases } = example('getSnapshot', 200, 'small') as AdminComponents['schemas']['Snapshot'];
  return new Map(databases.map(({ id, signingKey }) => [id, Buffer.from(signingKey, 'base64url')]));
}

function loadDatabases(
  { store, clock, generator }: BaselineContext,
  example: ExampleReader,
  keys: ReadonlyMap<string, Uint8Array>,
): void {
  const organization = 'my-org';
  const { databases } = example('listDatabases', 200, 'listed') as { databases: Turso['Database'][] };
  const { instances } = example('listDatabaseInstances', 200, 'replicated') as { instances: Turso['Instance'][] };
  const { database: usage } = example('getDatabaseUsage', 200, 'replicated') as { database: Turso['DatabaseUsage'] };
  const createdAt = clock.now();
  for (const { DbId: id, Name: name } of databases) {
    store.databases.add({ id, organization, name, signingKey: keys.get(id) ?? generator.bytes(32), createdAt });
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

function loadApiTokens({ store, clock }: BaselineContext, example: ExampleReader): void {
  const { tokens } = example('listAPITokens', 200, 'listed') as { tokens: Turso['APIToken'][] };
  for (const { id, name } of tokens) {
    // Its value was shown once, before this story begins.
    store.apiTokens.add({ id, name, username: defaultUser, hash: null, createdAt: clock.now() });
  }
}

function loadLambdaInstances({ store, clock }: BaselineContext, example: ExampleReader): void {
  type Status = { data: Lambda['LambdaInstanceState'] };
  const instances = ['started', 'stopped', 'failed', 'destroyed', 'pending'].map((name) => ({
    ...(example('getLambdaInstance', 200, name) as { data: Lambda['LambdaInstance'] }).data,
    state: (example('getLambdaInstanceStatus', 200, name) as Status).data,
  }));
  for (const { id, uuid, name, details, state } of instances.toSorted((left, right) => left.id - right.id)) {
    store.lambdaInstances.add({
      id,
      uuid,
      name,
      status: state.status,
      failureMessage: state.failure_message ?? '',
      details: JSON.stringify(details),
      createdAt: clock.now(),
    });
  }
}

function loadUserFiles(store: Store, example: ExampleReader): void {
  for (const { id, name, description } of example('listUserFiles', 200, 'all') as Lambda['UserFile'][]) {
    store.userFiles.add({ id, owner: defaultUser, name, description, content: Buffer.from(`the bytes of ${name}`) });
  }
}
