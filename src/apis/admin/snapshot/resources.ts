import type { TransitionKind, TransitionKinds } from '../../../sandbox/transitions.ts';
import { instanceLabel, type Snapshot } from './save.ts';

/** A resource that a transition can belong to. */
export interface TransitionResource {
  readonly uuid: string;
  readonly status: string;
}

/** By the name that a transition has for it. */
type Resources = ReadonlyMap<string, TransitionResource>;

/** Finds the resources of a snapshot to which transitions of a kind can happen. */
export function transitionResources(snapshot: Snapshot, kinds: TransitionKinds): (kind: string) => Resources {
  const { instances, groups = [], lambdaInstances } = snapshot;
  const live = instances.filter(({ status }) => status !== 'destroyed');
  const ofInstances: Resources = new Map(live.map((row) => [instanceLabel(row), row]));
  const ofLocations: Resources = new Map(
    groups
      .filter(({ deletedAt }) => deletedAt === undefined)
      .flatMap(({ organization, name, locations }) =>
        locations.map(({ code, instance, status }) => [`${organization}/${name}/${code}`, { uuid: instance, status }]),
      ),
  );
  const ofGroups: Resources = new Map(
    groups
      .filter(({ deletedAt }) => deletedAt === undefined)
      .map(({ id, organization, name, migrationStatus = 'none' }) => [
        `${organization}/${name}`,
        { uuid: id, status: migrationStatus },
      ]),
  );
  const ofLambda: Resources = new Map(lambdaInstances.map((row) => [row.uuid, row]));
  const ofRows = new Map<string, Resources>();
  return (kind) => {
    const status = kinds[kind]?.rowStatus;
    if (status) {
      if (!ofRows.has(kind)) ofRows.set(kind, rowsWithStatus(snapshot, status));
      return ofRows.get(kind)!;
    }
    if (kind === 'instance-ready') return ofInstances;
    if (kind === 'group-migrated') return ofGroups;
    return kind === 'location-ready' ? ofLocations : ofLambda;
  };
}

function rowsWithStatus(
  { rows = [] }: Snapshot,
  { collection, property }: NonNullable<TransitionKind['rowStatus']>,
): Resources {
  const own = rows.filter((row) => row.collection === collection);
  return new Map(
    own.map(({ key, value }) => {
      const label = `${collection}/${key}`;
      return [label, { uuid: label, status: String((value as Readonly<Record<string, unknown>>)[property]) }];
    }),
  );
}
