import { groupBy } from '../model/group-by.ts';
import type { InstanceRow, Snapshot } from '../model/schemas.ts';

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
  /** The time when it becomes ready; undefined when it is ready or its transition is manual. */
  readonly dueAt: number | undefined;
}

/** Converts the Turso part of a state to a tree: organizations, databases, and the locations of their instances. */
export function tursoTree({ organizations, members, databases, instances, transitions }: Snapshot): OrganizationNode[] {
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
        const all = instancesOf.get(path) ?? [];
        const present = all.filter(({ status }) => status !== 'destroyed');
        return {
          id: database.id,
          name: database.name,
          locations: locations(present, path, due),
          destroyed: all.length - present.length,
        };
      }),
    }))
    .toSorted((a, b) => Number(b.databases.length > 0) - Number(a.databases.length > 0));
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
    instances: here.map(({ uuid, name, type, status, createdAt }) => {
      const dueAt = due.get(`${path}/${name}`);
      return {
        uuid,
        name,
        isPrimary: type === 'primary',
        status,
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
