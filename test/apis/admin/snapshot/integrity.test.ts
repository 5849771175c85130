import type { AdminSchemas } from 'mockplane/admin';
import { describe, expect, it } from 'vitest';
import { smallSnapshot, start } from '../helpers.ts';

type Snapshot = AdminSchemas['Snapshot'];

/** How a sound snapshot is spoilt, and what is said of it: pointer, message. */
const spoilt: Readonly<Record<string, [spoil: (snapshot: Snapshot) => void, ...violations: [string, string][]]>> = {
  'is of another kind': [
    (snapshot) => Object.assign(snapshot, { format: 'backup' }),
    ['/format', 'must be "mockplane-snapshot"'],
  ],
  'lacks a table': [(snapshot) => delete (snapshot as Partial<Snapshot>).usage, ['/usage', 'is required']],
  'has a time that there is not': [
    ({ databases }) => (databases[0]!.createdAt = '2023-02-30T00:00:00Z'),
    ['/databases/0/createdAt', 'must be a valid date-time'],
  ],
  'has a key of 31 bytes': [
    ({ databases }) => (databases[0]!.signingKey = 'x'.repeat(42)),
    ['/databases/0/signingKey', expect.stringMatching(/^must match /) as never],
  ],
  'has no octocat': [
    (snapshot) => {
      snapshot.users = [{ username: 'hubot' }];
      snapshot.organizations = [{ slug: 'hubot', name: 'personal', type: 'personal' }];
      snapshot.members = [{ organization: 'hubot', username: 'hubot', role: 'owner' }];
      Object.assign(snapshot, { databases: [], instances: [], usage: [], apiTokens: [], userFiles: [] });
    },
    ['/users/0/username', "must be octocat here or in another row: the server's token belongs to this user"],
  ],
  'has a user twice': [({ users }) => users.push({ username: 'hubot' }), ['/users/2/username', earlier()]],
  'has a slug twice': [
    ({ organizations }) => organizations.push({ ...organizations[2]!, name: 'Another' }),
    ['/organizations/3/slug', earlier()],
  ],
  'has an organization without an owner': [
    ({ organizations }) => organizations.push({ slug: 'orphan', name: 'Orphan', type: 'team' }),
    ['/organizations/3', 'must have one owner among the members, not 0'],
  ],
  'has an organization with two owners': [
    ({ members }) => (members[3]!.role = 'owner'),
    ['/organizations/2', 'must have one owner among the members, not 2'],
  ],
  'has a personal organization of somebody else': [
    ({ members }) => (members[1]!.username = 'octocat'),
    ['/organizations/1', 'is personal, so its owner must be the user of that name'],
  ],
  'has a slug that ends in a hyphen': [
    ({ organizations }) => organizations.push({ slug: 'dash-', name: 'Dash', type: 'team' }),
    ['/organizations/3/slug', expect.stringMatching(/^must match /) as never],
  ],
  'has a member of no organization': [
    ({ members }) => members.push({ organization: 'acme', username: 'hubot', role: 'member' }),
    ['/members/4/organization', 'names no organization'],
  ],
  'has a member that is no user': [
    ({ members }) => members.push({ organization: 'my-org', username: 'monalisa', role: 'member' }),
    ['/members/4/username', 'names no user'],
  ],
  'has a membership twice': [
    ({ members }) => members.push({ organization: 'my-org', username: 'hubot', role: 'admin' }),
    ['/members/4', earlier()],
  ],
  'has a token of nobody': [
    ({ apiTokens }) => (apiTokens[0]!.username = 'monalisa'),
    ['/apiTokens/0/username', 'names no user'],
  ],
  'has a token twice': [
    ({ apiTokens }) => apiTokens.push(apiTokens[0]!),
    ['/apiTokens/1/id', earlier()],
    ['/apiTokens/1/name', earlier()],
    ['/apiTokens/1/hash', earlier()],
  ],
  'has a database of no organization': [
    ({ databases }) => (databases[1]!.organization = 'acme'),
    ['/databases/1/organization', 'names no organization'],
  ],
  'has the id of a database twice': [
    ({ databases }) => (databases[1]!.id = databases[0]!.id),
    ['/databases/1/id', earlier()],
  ],
  'has the name of a database twice': [
    ({ databases }) => (databases[1]!.name = 'my-db'),
    ['/databases/1/name', earlier()],
  ],
  'has names that fit no hostname': [
    ({ organizations, members, databases }) => {
      const slug = 'a-very-long-slug-that-leaves-no-room-for-a-name';
      organizations.push({ slug, name: 'Long', type: 'team' });
      members.push({ organization: slug, username: 'octocat', role: 'owner' });
      databases[1]!.organization = slug;
    },
    ['/databases/1/name', 'is too long for a hostname of a-very-long-slug-that-leaves-no-room-for-a-name'],
  ],
  'has an instance of no organization': [
    ({ instances }) => (instances[1]!.organization = 'acme'),
    ['/instances/1/organization', 'names no organization'],
  ],
  'has an instance of no database': [
    ({ instances }) => (instances[1]!.database = 'our-db'),
    ['/instances/1/database', 'names no database of organization my-org'],
  ],
  'has the UUID of an instance twice': [
    ({ instances }) => (instances[1]!.uuid = instances[0]!.uuid),
    ['/instances/1/uuid', earlier()],
    ['/usage/1/instance', 'names no instance'],
  ],
  'has the name of an instance twice': [
    ({ instances }) => (instances[1]!.name = instances[0]!.name),
    ['/instances/1/name', earlier()],
  ],
  'has two primaries': [
    ({ instances }) => (instances[1]!.type = 'primary'),
    ['/databases/0', 'must have one primary among its instances, not 2'],
  ],
  'has replicas alone': [
    ({ instances }) => (instances[0]!.type = 'replica'),
    ['/databases/0', 'must have one primary among its instances, not 0'],
  ],
  'has a destroyed instance without the time of that': [
    ({ instances }) => (instances[1]!.status = 'destroyed'),
    ['/instances/1/destroyedAt', 'is required with the status destroyed'],
  ],
  'has a destroyed instance that is ready': [
    ({ instances }) => (instances[1]!.destroyedAt = instances[1]!.createdAt),
    ['/instances/1/destroyedAt', 'does not go with the status ready'],
  ],
  'has the usage of no instance': [
    ({ usage }) => (usage[1]!.instance = '00000000-0000-1000-8000-000000000000'),
    ['/usage/1/instance', 'names no instance'],
  ],
  'has a month twice': [({ usage }) => usage.push(usage[0]!), ['/usage/2/month', earlier()]],
  'has a lambda instance twice': [
    ({ lambdaInstances }) => lambdaInstances.push(lambdaInstances[0]!),
    ['/lambdaInstances/2/id', earlier()],
    ['/lambdaInstances/2/uuid', earlier()],
  ],
  'has details that the Lambda API may not show': [
    ({ lambdaInstances }) => (lambdaInstances[0]!.details = { cluster: { number_of_slaves: 'two' } }),
    [
      '/lambdaInstances/0/details',
      expect.stringMatching(/^must fit the Lambda contract: \/cluster\/\w+ (is required|must be an integer)$/) as never,
    ],
  ],
  'has a transition of nothing': [
    ({ transitions }) => (transitions[0]!.resource = 'my-org/my-db/robust-pyro'),
    ['/transitions/0/resource', 'names no lambda instance'],
  ],
  'has a transition of a destroyed instance': [
    ({ transitions, instances }) => {
      Object.assign(instances[1]!, { status: 'destroyed', destroyedAt: instances[1]!.createdAt });
      transitions.push({ id: 2, kind: 'instance-ready', resource: 'my-org/my-db/my-instance', to: 'ready' });
    },
    ['/transitions/1/resource', 'names no instance'],
  ],
  'has a transition that does not start from there': [
    ({ transitions }) => Object.assign(transitions[0]!, { kind: 'lambda-stop', to: 'STOPPED' }),
    ['/transitions/0/resource', 'has the status PENDING, and lambda-stop starts from STOPPING'],
  ],
  'has a transition that does not end there': [
    ({ transitions }) => (transitions[0]!.to = 'STOPPED'),
    ['/transitions/0/to', 'must be STARTED or FAILED'],
  ],
  'has two transitions of one resource': [
    ({ transitions }) => transitions.push({ ...transitions[0]!, id: 2 }),
    ['/transitions/1/resource', 'has a pending transition already'],
  ],
  'has the id of a transition twice': [
    ({ transitions, instances }) => {
      instances[1]!.status = 'provisioning';
      transitions.push({ id: 1, kind: 'instance-ready', resource: 'my-org/my-db/my-instance', to: 'failed' });
    },
    ['/transitions/1/id', earlier()],
  ],
  'has a file of nobody': [
    ({ userFiles }) => (userFiles[0]!.owner = 'monalisa'),
    ['/userFiles/0/owner', 'names no user'],
  ],
  'has a file twice': [({ userFiles }) => userFiles.push(userFiles[0]!), ['/userFiles/1/id', earlier()]],
  'has a file of another size': [
    ({ userFiles }) => (userFiles[0]!.size = 21),
    ['/userFiles/0/size', 'must be 20, the number of its bytes'],
  ],
  'has a file whose base64 is cut off': [
    ({ userFiles }) => Object.assign(userFiles[0]!, { contentBase64: 'dGhlI', size: 3 }),
    ['/userFiles/0/contentBase64', 'must be padded base64'],
  ],
};

function earlier(): string {
  return 'is that of an earlier row';
}

describe('putSnapshot', () => {
  it.each(Object.entries(spoilt))('answers 422 to one that %s', async (_what, [spoil, ...violations]) => {
    const { admin } = start();
    const snapshot = smallSnapshot();
    spoil(snapshot);
    const { status, error } = await admin.PUT('/_mockplane/snapshot', { body: snapshot });
    expect(status).toBe(422);
    expect(error!.violations).toEqual(
      violations.map(([pointer, message]) => ({ pointer: `/body${pointer}`, message })),
    );
    const places = violations.length === 1 ? '1 place' : `${violations.length} places`;
    expect(error!.detail).toBe(`the snapshot is invalid in ${places}`);
  });

  it('takes a destroyed instance beside a live one of its name', async () => {
    const { admin } = start();
    const snapshot = smallSnapshot();
    const [, replica] = snapshot.instances;
    const gone = { ...replica!, uuid: '00000000-0000-1000-8000-000000000000', status: 'destroyed' as const };
    snapshot.instances.push({ ...gone, destroyedAt: replica!.createdAt });
    replica!.status = 'provisioning';
    snapshot.transitions.push({ id: 2, kind: 'instance-ready', resource: 'my-org/my-db/my-instance', to: 'ready' });
    expect(await admin.PUT('/_mockplane/snapshot', { body: snapshot })).toMatchObject({ status: 200 });
    const resource = 'my-org/my-db/my-instance';
    await admin.POST('/_mockplane/transitions/step', { body: { resource } });
    const { data } = await admin.GET('/_mockplane/snapshot');
    expect(data!.instances.map(({ status }) => status)).toEqual(['ready', 'ready', 'destroyed']);
  });

  it.each([[[]], [5], ['snapshot'], [null], [[null]]])('answers 422 to %j', async (body) => {
    const { admin } = start();
    expect(await admin.PUT('/_mockplane/snapshot', { body: body as never })).toMatchObject({ status: 422 });
  });

  it('shows the first hundred places of many, and says how many there are', async () => {
    const { admin } = start();
    const snapshot = smallSnapshot();
    snapshot.users.push(...Array.from({ length: 150 }, () => ({ username: 'hubot' })));
    const { error } = await admin.PUT('/_mockplane/snapshot', { body: snapshot });
    expect(error!.violations).toHaveLength(100);
    expect(error!.detail).toBe('the snapshot is invalid in 150 places');
  });
});
