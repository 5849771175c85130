import type { MadeContent } from '../../../sandbox/contents.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import { findDump } from './dumps.ts';

/** The data of a new database: rows of a dump, or of another database. */
export interface RowSeed {
  readonly type: string;
  /** Where a dump is. */
  readonly url?: string | undefined;
  /** The name of a database. */
  readonly source?: string | undefined;
  /** As of when the database is copied. */
  readonly timestamp?: string | undefined;
}

/** Makes the rows of a seed; undefined where it has none, or names something that is not there. */
export function makeSeed(
  context: Context,
  organization: string,
  { type, url, source, timestamp }: RowSeed,
): Promise<MadeContent> | undefined {
  const { contents, store } = context;
  if (!contents) return undefined;
  if (type === 'dump') {
    const dump = url === undefined ? undefined : findDump(context, organization, url);
    return dump && contents.fromDump(dump.content);
  }
  const row = type === 'database' && source !== undefined ? store.databases.get(organization, source) : undefined;
  // The contract takes every time of RFC 3339, with an offset and any fraction.
  const moment = timestamp === undefined ? undefined : Date.parse(timestamp);
  if (!row || Number.isNaN(moment)) return undefined;
  return contents.copyOf(row.id, moment);
}

/** @throws Problem 400 for rows that could not be made */
export function requireMade(content: MadeContent | undefined, seed: string | undefined): void {
  if (content?.type !== 'refused') return;
  const { reason } = content;
  throw new Problem(400, seed === 'database' ? messages.copyFailed(reason) : messages.dumpFailed(reason));
}

/** Gives a database the rows of an upload. A draft can be used from then on. */
export function takeUpload(context: Context, databaseId: string, content: MadeContent): void {
  context.store.databases.update(databaseId, { state: 'ready' });
  giveContent(context, databaseId, content);
}

/** Gives a database the rows that were made for it, within the transaction of the call. */
export function giveContent({ store, clock }: Context, databaseId: string, content: MadeContent | undefined): void {
  if (content?.type !== 'made') return;
  store.databases.setContent(databaseId, content.id);
  for (const { uuid } of store.instances.live(databaseId)) {
    store.usage.setStorage(databaseId, uuid, clock.now(), content.bytes);
  }
}
