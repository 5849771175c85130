import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { progress, tursoTree } from '../../../../src/site/inspector/state/tree.ts';
import type { InstanceRow, Snapshot } from '../../../../src/site/inspector/model/schemas.ts';

const file = new URL('../../../../spec/admin/components/examples/Snapshot.yaml', import.meta.url);
const { value: snapshot } = parse(readFileSync(file, 'utf8')) as { value: Snapshot };

const replica = (part: Partial<InstanceRow>): InstanceRow => ({ ...snapshot.instances[1]!, ...part });

describe('tursoTree', () => {
  test('shows organizations with databases first, and the location of the primary first', () => {
    const state = { ...snapshot, instances: snapshot.instances.toReversed() };
    const [first, ...rest] = tursoTree(state);
    expect(first).toMatchObject({ slug: 'my-org', type: 'team', members: 2 });
    expect(rest.map(({ slug }) => slug)).toEqual(['octocat', 'hubot']);
    expect(first!.databases.map(({ name }) => name)).toEqual(['my-db', 'staging-db']);
    expect(first!.databases[0]!.locations.map(({ code }) => code)).toEqual(['ord', 'sjc']);
    expect(first!.databases[0]!.locations[0]!.instances[0]).toMatchObject({ name: 'robust-pyro', isPrimary: true });
    expect(first!.databases[1]!.locations).toEqual([]);
  });

  test('puts the instances of a location together, and counts those that are gone', () => {
    const instances = [
      ...snapshot.instances,
      replica({ uuid: 'b', name: 'b' }),
      replica({ uuid: 'c', name: 'c', status: 'destroyed' }),
    ];
    const database = tursoTree({ ...snapshot, instances })[0]!.databases[0]!;
    expect(database.locations[1]!.instances.map(({ name }) => name)).toEqual(['my-instance', 'b']);
    expect(database.destroyed).toBe(1);
  });

  test('knows when an instance will be ready', () => {
    const dueAt = '2023-11-16T10:00:02.000Z';
    const instances = [...snapshot.instances, replica({ uuid: 'b', name: 'b', status: 'provisioning' })];
    const transitions: Snapshot['transitions'] = [
      { id: 2, kind: 'instance-ready', resource: 'my-org/my-db/b', to: 'ready', dueAt },
    ];
    const { locations } = tursoTree({ ...snapshot, instances, transitions })[0]!.databases[0]!;
    expect(locations[1]!.instances.map((instance) => instance.dueAt)).toEqual([undefined, Date.parse(dueAt)]);
  });

  test('says why an instance failed, and shows the locations of a group as instances of its databases', () => {
    const failureMessage = 'failed by a fault rule';
    const location = { instance: 'a', hostname14: 'e784ee57c52d83', createdAt: '2023-11-16T10:00:00.000Z' };
    const group: NonNullable<Snapshot['groups']>[number] = {
      id: 'group',
      organization: 'my-org',
      name: 'default',
      platform: 'fly',
      version: 'latest',
      createdAt: location.createdAt,
      signingKey: snapshot.databases[0]!.signingKey,
      locations: [
        { ...location, code: 'ord', status: 'ready' },
        { ...location, instance: 'b', code: 'ams', status: 'failed', failureMessage },
      ],
    };
    const databases = [{ ...snapshot.databases[0]!, name: 'grouped', groupId: 'group' }];
    const [database] = tursoTree({ ...snapshot, groups: [group], databases })[0]!.databases;
    expect(database!.group).toBe('default');
    expect(database!.locations.flatMap(({ instances }) => instances)).toMatchObject([
      { name: 'ord', isPrimary: true, status: 'ready' },
      { name: 'ams', isPrimary: false, status: 'failed', failureMessage },
    ]);
  });

  test('draws two thousand databases in no time', () => {
    const databases = Array.from({ length: 2_000 }, (_, index) => ({
      ...snapshot.databases[0]!,
      id: `${index}`,
      name: `db-${index}`,
    }));
    const instances = databases.map(({ name, id }) => replica({ uuid: id, database: name }));
    const began = performance.now();
    expect(tursoTree({ ...snapshot, databases, instances })[0]!.databases).toHaveLength(2_000);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

test.each([
  [0, 100, 25, 0.25],
  [0, 100, 200, 1],
  [0, 100, -5, 0],
  [100, 100, 100, 1],
])('from %i to %i, %i is %d of the way', (from, to, now, part) => {
  expect(progress(from, to, now)).toBe(part);
});
