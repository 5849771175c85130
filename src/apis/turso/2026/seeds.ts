import type { components } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Moment } from '../../../sandbox/clock/time.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { findDump } from '../resources/dumps.ts';
import { restoreDays } from '../resources/plan-limits.ts';

/** Where the data of a new database come from. */
export interface SeedResult {
  /** The database that is copied; undefined for none. */
  readonly source: DatabaseRow | undefined;
  /** As of when. */
  readonly moment: Moment;
  readonly state: DatabaseRow['state'];
}

/** @throws Problem 400 for a source that there is not, is in another group, or does not go back so far */
export function readSeed(
  context: Context,
  organization: OrganizationRow,
  group: GroupRow,
  seed: components['schemas']['Seed'] | undefined,
): SeedResult {
  const now = context.clock.now();
  const empty: SeedResult = { source: undefined, moment: now, state: 'ready' };
  switch (seed?.type) {
    case undefined:
      return empty;
    case 'database':
      return {
        ...empty,
        source: sourceOf(context, organization.slug, group, seed.name ?? seed.value),
        moment: momentOf(seed.timestamp, now, restoreDays(context, organization)),
      };
    case 'dump':
      if (!findDump(context, organization.slug, seed.url)) throw new Problem(400, messages.dumpNotFound);
      return empty;
    default:
      return { ...empty, state: 'draft' };
  }
}

function sourceOf({ store }: Context, organization: string, group: GroupRow, name: string | undefined): DatabaseRow {
  if (name === undefined) throw new Problem(400, messages.sourceMissing);
  const source = store.databases.find(organization, name);
  if (!source) throw new Problem(400, messages.databaseNotFound(name));
  if (source.groupId === null) throw new Problem(400, messages.sourceWithoutGroup(name));
  if (source.groupId !== group.id) throw new Problem(400, messages.otherGroup(name, group.name));
  return source;
}

const day = 86_400_000;

function momentOf(timestamp: string | undefined, now: Moment, days: number): Moment {
  if (timestamp === undefined) return now;
  const moment = Date.parse(timestamp);
  if (Number.isNaN(moment)) throw new Problem(400, messages.invalidTimestamp);
  if (moment > now || moment < now - days * day) throw new Problem(400, messages.outsideWindow(days));
  return moment;
}
