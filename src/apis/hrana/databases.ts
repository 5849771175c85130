import type { KeyObject } from 'node:crypto';
import type { CallerPlace } from '../../contract/call.ts';
import { Problem } from '../../contract/problem.ts';
import type { Context } from '../../sandbox/handler.ts';
import type { DatabaseNameRow } from '../../sandbox/store/tables/databases.ts';
import { signingKey } from '../turso/resources/jwt.ts';
import { quotaBlock } from '../turso/resources/quotas.ts';
import { isLetIn } from './allow-list.ts';
import type { DatabasePath } from './context.ts';
import type { DatabaseKeys, HranaDatabase } from './database.ts';
import { knownDatabases } from './known-databases.ts';
import { messages } from './messages.ts';
import { instancePrefixOf } from './route.ts';

/** Finds databases and their keys in a sandbox. */
export interface Databases {
  /** @throws Problem 404 for a database that is not there */
  find(path: DatabasePath): DatabaseNameRow;
  /** The keys that its tokens verify with. */
  keys(row: DatabaseNameRow): DatabaseKeys;
  /**
   * The database as far as SQL needs it.
   *
   * @throws Problem 403 for a caller whom its allow list leaves out, 404 for a draft and without an instance, 502 while it
   *   is archived, 503 until its primary is ready
   */
  open(row: DatabaseNameRow, caller?: CallerPlace): HranaDatabase;
}

/** To make a key from its seed takes a sixth of a millisecond, so this many are kept. */
const maxKnownKeys = 1_000;

export function createDatabases(context: Context): Databases {
  const { store } = context;
  const known = new Map<string, readonly KeyObject[]>();
  const keyOf = (seed: Uint8Array): readonly KeyObject[] => {
    const name = Buffer.from(seed).toString('latin1');
    const found = known.get(name);
    if (found) return found;
    if (known.size >= maxKnownKeys) known.delete(known.keys().next().value!);
    const keys = [signingKey(seed).publicKey];
    known.set(name, keys);
    return keys;
  };

  const keysOf = ({ id, groupId }: DatabaseNameRow): DatabaseKeys => {
    const own = keyOf(store.databases.signingKey(id));
    if (groupId === null) return { id, group: undefined, keys: own };
    return { id, group: groupId, keys: [...own, ...keyOf(store.groups.byId(groupId)!.signingKey)] };
  };
  // The store gives the same row until the next write.
  const ofRow = new WeakMap<DatabaseNameRow, DatabaseKeys>();

  return {
    find({ org_slug: organization, db_name: name }) {
      const row = store.databases.get(organization, name);
      if (!row) throw new Problem(404, messages.databaseNotFound(organization, name, knownDatabases(store, undefined)));
      return row;
    },
    keys(row) {
      let found = ofRow.get(row);
      if (!found) ofRow.set(row, (found = keysOf(row)));
      return found;
    },
    open({ id, organization, name }, { address, headers = {} } = {}) {
      const guard = store.databases.guard(id);
      if (!isLetIn(guard, address)) throw new Problem(403, messages.notLetIn(name, address ?? '127.0.0.1'));
      if (guard.state === 'draft') throw new Problem(404, messages.draft(name));
      if (guard.archivedAt !== null) throw new Problem(502, messages.archived(name));
      const primary = store.instances.primary(id);
      if (!primary) throw new Problem(404, messages.noInstance(name));
      if (primary.status === 'failed') throw new Problem(404, messages.failedInstance(name));
      if (primary.status !== 'ready') {
        throw new Problem(503, messages.provisioning(name), { headers: { 'retry-after': '1' } });
      }
      const content = store.databases.content(id);
      const prefix = instancePrefixOf(headers['host']);
      const named = prefix && store.instances.live(id).find(({ hostnamePrefix }) => hostnamePrefix === prefix);
      const quota = quotaBlock(context, organization);
      const reads = guard.blockReads || quota.reads;
      const writes = guard.blockWrites || quota.writes;
      const blocked = reads || writes ? { reads, writes } : undefined;
      return { id, organization, name, content, instance: (named || primary).uuid, blocked };
    },
  };
}
