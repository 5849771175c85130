import type { Contract } from '../../../contract/contract.ts';
import { defaultUser } from '../../../sandbox/baseline.ts';
import { lazy } from '../../../contract/lazy.ts';
import type { Violation } from '../../../contract/problem.ts';
import type { Check } from '../../../contract/schemas.ts';
import type { TransitionKinds } from '../../../sandbox/transitions.ts';
import { fitsHostname } from '../../turso/resources/hostnames.ts';
import { createViolationCollector, type ViolationCollector } from './findings.ts';
import { groupBy } from './group-by.ts';
import { checkGroups } from './integrity-groups.ts';
import { transitionResources } from './resources.ts';
import { instanceLabel, type Snapshot } from './save.ts';

/** Finds the violations that a snapshot's schema cannot express; pointers are relative to the snapshot. */
export type IntegrityCheck = (snapshot: Snapshot) => readonly Violation[];

/**
 * Creates the integrity check of snapshots.
 *
 * @param contracts the mocked APIs; loaded details must fit their schemas too
 * @param kinds the transitions that can be pending
 */
export function createIntegrityCheck(contracts: readonly Contract[], kinds: TransitionKinds): IntegrityCheck {
  const checkDetails = lazy(() => detailsCheck(contracts));
  return (snapshot) => {
    const findings = createViolationCollector(snapshot);
    checkPeople(findings, snapshot);
    checkDatabases(findings, snapshot);
    checkInstances(findings, snapshot);
    checkGroups(findings, snapshot);
    checkLambdaInstances(findings, checkDetails());
    findings.unique('rows', 'key', ({ collection, key }) => `${collection}/${key}`, taken);
    checkTransitions(findings, snapshot, kinds);
    return findings.violations;
  };
}

/** The check of an instance's details, which no operation has as a body; undefined without the Lambda API. */
export function detailsCheck(contracts: readonly Contract[]): Check | undefined {
  const lambda = contracts.find(({ api }) => api.document === 'lambda');
  return lambda?.schemas.check('/components/schemas/LambdaInstanceDetails', '');
}

const taken = 'is that of an earlier row';

function checkPeople(findings: ViolationCollector, { users, organizations, members }: Snapshot): void {
  const usernames = new Set(users.map(({ username }) => username));
  const slugs = new Set(organizations.map(({ slug }) => slug));
  const isUser = ({ username }: { username: string }) => !usernames.has(username) && 'names no user';
  const owners = members.filter(({ role }) => role === 'owner');
  const ownersOf = groupBy(owners, ({ organization }) => organization);

  findings.unique('users', 'username', ({ username }) => username, taken);
  if (!usernames.has(defaultUser)) {
    findings.add(
      'users',
      0,
      'username',
      `must be ${defaultUser} here or in another row: the server's token belongs to this user`,
    );
  }
  findings.unique('organizations', 'slug', ({ slug }) => slug, taken);
  findings.each('organizations', '', ({ slug, type }) => {
    const found = ownersOf.get(slug) ?? [];
    if (found.length !== 1) return `must have one owner among the members, not ${found.length}`;
    return (
      type === 'personal' && found[0]!.username !== slug && 'is personal, so its owner must be the user of that name'
    );
  });
  findings.each('members', 'organization', ({ organization }) => !slugs.has(organization) && 'names no organization');
  findings.each('members', 'username', isUser);
  findings.unique('members', '', ({ organization, username }) => `${organization}/${username}`, taken);

  findings.each('apiTokens', 'username', isUser);
  findings.unique('apiTokens', 'id', ({ id }) => id, taken);
  findings.unique('apiTokens', 'name', ({ username, name }) => `${username}/${name}`, taken);
  findings.unique('apiTokens', 'hash', ({ hash }) => hash, taken);

  findings.each('userFiles', 'owner', ({ owner: username }) => isUser({ username }));
  findings.unique('userFiles', 'id', ({ id }) => id, taken);
  findings.each(
    'userFiles',
    'contentBase64',
    ({ contentBase64 }) => !isBase64(contentBase64) && 'must be padded base64',
  );
  findings.each('userFiles', 'size', ({ size, contentBase64 }) => {
    const bytes = Buffer.byteLength(contentBase64, 'base64');
    return size !== bytes && `must be ${bytes}, the number of its bytes`;
  });
}

function checkDatabases(findings: ViolationCollector, { organizations, groups = [] }: Snapshot): void {
  const onAws = new Set(groups.filter(({ platform }) => platform === 'aws').map(({ id }) => id));
  const slugs = new Set(organizations.map(({ slug }) => slug));
  findings.unique('databases', 'id', ({ id }) => id, taken);
  findings.unique('databases', 'name', ({ organization, name }) => `${organization}/${name}`, taken);
  findings.each('databases', 'organization', ({ organization }) => !slugs.has(organization) && 'names no organization');
  findings.each(
    'databases',
    'name',
    ({ organization, name, groupId = '' }) =>
      !fitsHostname(organization, name, onAws.has(groupId)) && `is too long for a hostname of ${organization}`,
  );
}

function checkInstances(findings: ViolationCollector, { databases, instances, organizations }: Snapshot): void {
  const slugs = new Set(organizations.map(({ slug }) => slug));
  const names = new Set(databases.map(({ organization, name }) => `${organization}/${name}`));
  const uuids = new Set(instances.map(({ uuid }) => uuid));
  const live = groupBy(instances.filter(isLive), ({ organization, database }) => `${organization}/${database}`);

  findings.unique('instances', 'uuid', ({ uuid }) => uuid, taken);
  findings.unique('instances', 'name', (row) => (isLive(row) ? instanceLabel(row) : undefined), taken);
  findings.each('instances', 'organization', ({ organization }) => !slugs.has(organization) && 'names no organization');
  findings.each('instances', 'database', ({ organization, database }) => {
    if (!slugs.has(organization)) return false;
    return !names.has(`${organization}/${database}`) && `names no database of organization ${organization}`;
  });
  findings.each('instances', 'destroyedAt', (row) => {
    if (isLive(row)) return row.destroyedAt !== undefined && `does not go with the status ${row.status}`;
    return row.destroyedAt === undefined && 'is required with the status destroyed';
  });
  findings.each('databases', '', ({ organization, name }) => {
    const siblings = live.get(`${organization}/${name}`);
    const primaries = siblings?.filter(({ type }) => type === 'primary').length;
    return siblings && primaries !== 1 && `must have one primary among its instances, not ${primaries}`;
  });
  findings.each(
    'usage',
    'instance',
    ({ instance, database }) => database === undefined && !uuids.has(instance) && 'names no instance',
  );
  findings.unique(
    'usage',
    'month',
    ({ instance, month, database = '', hour = '' }) => `${instance} ${month} ${database} ${hour}`,
    taken,
  );
}

function checkLambdaInstances(findings: ViolationCollector, checkDetails: Check | undefined): void {
  findings.unique('lambdaInstances', 'id', ({ id }) => id, taken);
  findings.unique('lambdaInstances', 'uuid', ({ uuid }) => uuid, taken);
  findings.each('lambdaInstances', 'details', ({ details }) => {
    const [first] = checkDetails?.(details) ?? [];
    return first && `must fit the Lambda contract: ${first.pointer || 'it'} ${first.message}`;
  });
}

function checkTransitions(findings: ViolationCollector, snapshot: Snapshot, kinds: TransitionKinds): void {
  const resources = transitionResources(snapshot, kinds);
  findings.unique('transitions', 'id', ({ id }) => id, taken);
  findings.each(
    'transitions',
    'kind',
    ({ kind }) => !Object.hasOwn(kinds, kind) && `must be one of ${Object.keys(kinds).join(', ')}`,
  );
  // A row can wait for several changes of status.
  const keyOf = ({ kind, resource }: Snapshot['transitions'][number]): string =>
    kinds[kind]?.rowStatus ? `${kind} ${resource}` : resource;
  findings.unique('transitions', 'resource', keyOf, 'has a pending transition already');
  findings.each('transitions', 'resource', ({ kind, resource }) => {
    const known = kinds[kind];
    if (!known) return false;
    const { from, rowStatus } = known;
    const status = resources(kind).get(resource)?.status;
    if (status === undefined) return `names no ${rowStatus ? 'row' : (nouns[kind] ?? 'lambda instance')}`;
    // Nothing happens to a row with another status.
    if (rowStatus) return false;
    return status !== from && `has the status ${status}, and ${kind} starts from ${from}`;
  });
  findings.each('transitions', 'to', ({ kind, to }) => {
    const known = kinds[kind];
    if (!known) return false;
    const { to: success, failed } = known;
    return to !== success && to !== failed && `must be ${success} or ${failed}`;
  });
}

/** The resources that transitions of the Turso API belong to. */
const nouns: Readonly<Record<string, string>> = { 'instance-ready': 'instance', 'location-ready': 'location' };

function isLive({ status }: Snapshot['instances'][number]): boolean {
  return status !== 'destroyed';
}

function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}
