import { groupBy } from '../model/group-by.ts';
import type { GroupRow, InstanceRow, Snapshot } from '../model/schemas.ts';

/** An organization with its databases. */
export interface OrganizationNode {
  readonly slug: string;
  readonly name: string;
  readonly type: string;
  readonly members: number;
  readonly databases: readonly DatabaseNode[];
}

/** A database with the locations of its instances. */
export interface DatabaseNode {
  readonly id: string;
  readonly name: string;
  /** The group's name; undefined for a database with instances of its own. */
  readonly group: string | undefined;
  /** The primary's location comes first. */
  readonly locations: readonly LocationNode[];
  /** The number of instances destroyed this month. */
  readonly destroyed: number;
}

/** The instances of a database in one location. */
export interface LocationNode {
  readonly code: string;
  readonly instances: readonly InstanceNode[];
}

/** An instance that is not destroyed. */
export interface InstanceNode {
  readonly uuid: string;
  readonly name: string;
  readonly isPrimary: boolean;
  readonly status: InstanceRow['status'];
  readonly createdAt: number;
  /** Why it failed; undefined when it did not, or when nobody said why. */
  readonly failureMessage: string | undefined;
  /** The time when it becomes ready; undefined when it is ready or its transition is manual. */
  readonly dueAt: number | undefined;
}

/** Converts the Turso part of a state to a tree: organizations, databases, and the locations of their instances. */
export function tursoTree({ groups = [], ...snapshot }: Snapshot): OrganizationNode[] {
  const { organizations, members, databases, instances, transitions } = snapshot;
  const groupsById = new Map(groups.map((group) => [group.id, group]));
  const due = new Map(transitions.map(({ resource, dueAt }) => [resource, dueAt]));
  const instancesOf = groupBy(instances, ({ organization, database }) => `${organization}/${database}`);
  const databasesOf = groupBy(databases, ({ organization }) => organization);
  const membersOf = groupBy(members, ({ organization }) => organization);

  return organizations
    .map(({ slug, name, type }) => ({
      slug,
      name,
      type,
      members: membersOf.get(slug)?.length ?? 0,
      databases: (databasesOf.get(slug) ?? []).map((database) => {
        const path = `${slug}/${database.name}`;
        const group = groupsById.get(database.groupId ?? '');
        const all = group ? groupInstances(group, path) : (instancesOf.get(path) ?? []);
        const present = all.filter(({ status }) => status !== 'destroyed');
        return {
          id: database.id,
          name: database.name,
          group: group?.name,
          locations: locations(present, group ? `${slug}/${group.name}` : path, due),
          destroyed: all.length - present.length,
        };
      }),
    }))
    .toSorted((a, b) => Number(b.databases.length > 0) - Number(a.databases.length > 0));
}

/** The instances of a group's locations, which all databases of the group share. */
function groupInstances({ locations: all }: GroupRow, path: string): InstanceRow[] {
  const [organization = '', database = ''] = path.split('/');
  return all.map(({ code, instance, ...rest }, index) => ({
    ...rest,
    uuid: instance,
    organization,
    database,
    name: code,
    type: (rest.position ?? index) === 0 ? 'primary' : 'replica',
    region: code,
    storageBytes: 0,
  }));
}

function locations(
  instances: readonly InstanceRow[],
  path: string,
  due: ReadonlyMap<string, string | undefined>,
): LocationNode[] {
  const primaryFirst = instances.toSorted((a, b) => Number(b.type === 'primary') - Number(a.type === 'primary'));
  const byRegion = groupBy(primaryFirst, ({ region }) => region);
  return [...byRegion].map(([code, here]) => ({
    code,
    instances: here.map(({ uuid, name, type, status, failureMessage, createdAt }) => {
      const dueAt = due.get(`${path}/${name}`);
      return {
        uuid,
        name,
        isPrimary: type === 'primary',
        status,
        failureMessage,
        createdAt: Date.parse(createdAt),
        dueAt: dueAt === undefined ? undefined : Date.parse(dueAt),
      };
    }),
  }));
}

/** The passed fraction of a time span, from 0 to 1. */
export function progress(from: number, to: number, now: number): number {
  return to <= from ? 1 : Math.max(0, Math.min(1, (now - from) / (to - from)));
}
