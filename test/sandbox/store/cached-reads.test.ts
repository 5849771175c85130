import { constants } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openInMemory } from '../../../src/sandbox/store/open-memory.ts';
import { databasesTable } from '../../../src/sandbox/store/tables/databases.ts';
import { groupsTable } from '../../../src/sandbox/store/tables/groups.ts';
import { instancesTable } from '../../../src/sandbox/store/tables/instances.ts';
import { organizationsTable } from '../../../src/sandbox/store/tables/organizations.ts';
import { usageTable } from '../../../src/sandbox/store/tables/usage.ts';

const database = openInMemory();
const views = new Set(
  database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'view'")
    .all()
    .map(({ name }) => String(name)),
);

/** The tables that SQLite reads for a call, which it asks for when it compiles the statement. */
function tablesReadBy(call: () => unknown): string[] {
  const read = new Set<string>();
  database.setAuthorizer((action, table) => {
    if (action === constants.SQLITE_READ && table !== null) read.add(table);
    return constants.SQLITE_OK;
  });
  try {
    call();
  } catch {
    // The row is not there.
  } finally {
    database.setAuthorizer(null);
  }
  return [...read].filter((table) => !views.has(table)).toSorted();
}

type Cached = ((...parameters: string[]) => unknown) & { readonly tables: readonly string[] };

const tables = {
  databases: databasesTable(database),
  groups: groupsTable(database),
  instances: instancesTable(database),
  organizations: organizationsTable(database),
  usage: usageTable(database),
};
const cached = Object.entries(tables).flatMap(([name, functions]) =>
  Object.entries(functions)
    .filter(([, each]) => 'tables' in each)
    .map(([key, each]) => [`${name}.${key}`, each as unknown as Cached] as const),
);

describe('a cached query', () => {
  it('is among those that are looked at', () => {
    expect(cached.length).toBeGreaterThanOrEqual(9);
  });

  it.each(cached)('names all tables that it reads: %s', (_name, read) => {
    const found = tablesReadBy(() => read('2026-11', '2026-11'));
    expect(found).not.toEqual([]);
    expect(read.tables).toEqual(expect.arrayContaining(found));
  });
});
