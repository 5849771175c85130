import { randomBytes } from 'node:crypto';
import { Problem } from '../../../contract/problem.ts';
import type { DatabaseContent } from '../../../sandbox/store/tables/databases.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import type { Engine } from '../../../sql/engine.ts';
import { messages } from '../messages.ts';
import type { components } from '../../../contract/generated/admin.ts';

type Snapshot = components['schemas']['Snapshot'];

/** The rows of SQL of each database, by its id. */
export type Contents = ReadonlyMap<string, Pick<Snapshot['databases'][number], 'contentBase64' | 'initialSql'>>;

/** Reads the rows of all databases. Those that were never used have the SQL that they start with, if any. */
export async function saveContents(store: Store, engine: Engine | undefined): Promise<Contents> {
  const contents = new Map<string, { contentBase64: string } | { initialSql: string }>();
  const rows = store.databases.all().map(({ id }) => ({ id, ...named(store.databases.content(id)) }));
  for (const { id, content, initialSql } of rows) {
    const bytes = await engine?.bytes({ id: content });
    if (bytes) contents.set(id, { contentBase64: toBase64(bytes) });
    else if (initialSql !== undefined) contents.set(id, { initialSql });
  }
  return contents;
}

/**
 * Writes the rows of a snapshot into new contents, which no database has yet.
 *
 * @returns the contents by the ids of their databases
 * @throws Problem 422 that points at rows which are no SQLite file
 */
export async function loadContents(
  { databases }: Snapshot,
  engine: Engine | undefined,
): Promise<ReadonlyMap<string, string>> {
  const loaded = new Map<string, string>();
  for (const [index, { id, contentBase64 }] of databases.entries()) {
    if (contentBase64 === undefined) continue;
    const pointer = `/body/databases/${index}/contentBase64`;
    if (!engine) throw refusal(pointer, messages.noSqlHere);
    const content = newContentId();
    loaded.set(id, content);
    const result = await engine.load(content, Buffer.from(contentBase64, 'base64'));
    if (result.type === 'loaded') continue;
    for (const each of loaded.values()) await engine.remove(each);
    throw refusal(pointer, messages.noSqliteFile(result.reason));
  }
  return loaded;
}

function named({ id, initialSql }: DatabaseContent): { content: string; initialSql: string | undefined } {
  return { content: id, initialSql };
}

/** A name for rows that no database has yet. */
export function newContentId(): string {
  return randomBytes(16).toString('hex');
}

function refusal(pointer: string, message: string): Problem {
  return new Problem(422, `${pointer} ${message}`, { violations: [{ pointer, message }] });
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
