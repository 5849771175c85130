import type { Moment } from '../../../sandbox/clock/time.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';

/** Puts a group to sleep; the streams of its databases end. @returns since when it is archived */
export function archiveGroup({ store, clock }: Context, { id, archivedAt }: GroupRow): Moment {
  if (archivedAt !== null) return archivedAt;
  const now = clock.now();
  store.groups.update(id, { archivedAt: now });
  for (const database of store.databases.ofGroup(id)) store.databases.changed(database.id);
  return now;
}

/** Wakes a group; a group that nobody uses falls asleep again only as late as a new one. */
export function wakeGroup({ store }: Context, { id }: Pick<GroupRow, 'id'>): void {
  store.groups.update(id, { archivedAt: null });
  for (const database of store.databases.ofGroup(id)) store.databases.changed(database.id);
}

/** Archives groups that nobody uses, as the service does on its free plan. */
export interface Archiver {
  /** A database of a group was used, or changed. */
  noteUse(groupId: string | null): void;
  /** Archives the groups that have been idle for too long by now. */
  settle(): void;
  /** Begins to count anew: the state was replaced. */
  clear(): void;
}

/**
 * Uses are known since the sandbox was opened; before that, none is held against a group.
 *
 * @param transaction stores all that a function writes, or nothing
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/unarchive.mdx
 */
export function createArchiver(context: Context, transaction: (run: () => void) => void): Archiver {
  const { store, clock, plan, switches } = context;
  const delay = plan.name === 'starter' ? switches.archiveAfter : undefined;
  const lastUse = new Map<string, Moment>();
  let since = clock.now();
  let nextCheck = since;
  return {
    noteUse(groupId) {
      if (delay !== undefined && groupId !== null) lastUse.set(groupId, clock.now());
    },
    settle() {
      const now = clock.now();
      if (delay === undefined || now < nextCheck) return;
      nextCheck = now + delay;
      const idle: GroupRow[] = [];
      for (const { slug } of store.organizations.all()) {
        for (const group of store.groups.ofOrganization(slug)) {
          if (group.archivedAt !== null || store.databases.ofGroup(group.id).length === 0) continue;
          const due = Math.max(lastUse.get(group.id) ?? since, group.createdAt) + delay;
          if (due <= now) idle.push(group);
          else nextCheck = Math.min(nextCheck, due);
        }
      }
      if (idle.length > 0) transaction(() => idle.forEach((group) => archiveGroup(context, group)));
    },
    clear() {
      lastUse.clear();
      since = nextCheck = clock.now();
    },
  };
}
