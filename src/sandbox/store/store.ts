import type { DatabaseSync } from 'node:sqlite';
import { apiTokensTable } from './tables/api-tokens.ts';
import { auditLogTable } from './tables/audit-log.ts';
import { databasesTable } from './tables/databases.ts';
import { dumpsTable } from './tables/dumps.ts';
import { groupsTable } from './tables/groups.ts';
import { instancesTable } from './tables/instances.ts';
import { invitesTable } from './tables/invites.ts';
import { invoicesTable } from './tables/invoices.ts';
import { jwksTable } from './tables/jwks.ts';
import { lambdaInstancesTable } from './tables/lambda-instances.ts';
import { openDirectory, openInMemory } from './open.ts';
import { organizationsTable } from './tables/organizations.ts';
import { clearCachedReads, query } from './sqlite.ts';
import { toStorageError } from './errors.ts';
import { topQueriesTable } from './tables/top-queries.ts';
import { transitionsTable } from './tables/transitions.ts';
import { usageTable } from './tables/usage.ts';
import { userFilesTable } from './tables/user-files.ts';

/** All state of a sandbox. It knows rows; what they mean is the handlers' business. */
export type Store = ReturnType<typeof createStore>;

/** Every table with state, so that those that others refer to go last. */
const tables = [
  'transitions',
  'user_files',
  'lambda_instances',
  'api_tokens',
  'audit_log',
  'dumps',
  'invites',
  'invoices',
  'jwks',
  'top_queries',
  'usage',
  'instances',
  'databases',
  'group_locations',
  'groups',
  'members',
  'organizations',
  'users',
  'settings',
];

/** @param directory where the state is kept; in memory unless given. See `openDirectory` for what it throws. */
export function createStore(directory?: string) {
  const database = directory === undefined ? openInMemory() : openDirectory(directory);
  const begin = query<[]>(database, 'BEGIN IMMEDIATE');
  const commit = query<[]>(database, 'COMMIT');
  const rollback = query<[]>(database, 'ROLLBACK');
  const foreignKeyCheck = query<[], { table: string }>(database, 'PRAGMA foreign_key_check');
  let isOpen = true;
  const organizations = organizationsTable(database);
  return {
    organizations,
    invites: invitesTable(database),
    invoices: invoicesTable(database),
    jwks: jwksTable(database),
    auditLog: auditLogTable(database),
    groups: groupsTable(database),
    databases: databasesTable(database),
    instances: instancesTable(database),
    usage: usageTable(database),
    topQueries: topQueriesTable(database),
    dumps: dumpsTable(database),
    apiTokens: apiTokensTable(database),
    lambdaInstances: lambdaInstancesTable(database),
    userFiles: userFilesTable(database),
    transitions: transitionsTable(database),
    settings: settingsTable(database),
    /**
     * Runs a function whose writes are stored all or not at all; within another one it is a part of that.
     *
     * @throws StorageError when they cannot be stored
     */
    transaction<T>(run: () => T): T {
      if (database.isTransaction) return run();
      try {
        begin.run();
        const result = run();
        commit.run();
        return result;
      } catch (error) {
        // A commit that failed, on a full disk for one, may have ended the transaction already.
        if (database.isTransaction) rollback.run();
        clearCachedReads(database);
        organizations.forget();
        throw (directory !== undefined && toStorageError(error, directory)) || error;
      }
    },
    /** Whether a transaction is open. */
    isWriting: (): boolean => database.isTransaction,
    /**
     * Runs a transaction that writes the whole state anew. That rows refer to rows that are there is looked at once, by
     * `checkReferences`, rather than for each row: thousands of them are then removed in a moment.
     */
    rewrite<T>(transaction: () => T): T {
      // Within another transaction this would do nothing.
      if (database.isTransaction) throw new Error('The state is rewritten within a transaction.');
      database.exec('PRAGMA foreign_keys = OFF');
      try {
        return transaction();
      } finally {
        database.exec('PRAGMA foreign_keys = ON');
      }
    },
    /** @throws Error when a row refers to one that is not there */
    checkReferences(): void {
      const defect = foreignKeyCheck.one();
      if (defect) throw new Error(`A row of ${defect.table} refers to one that is not there.`);
    },
    /** Removes all rows; ids start anew. */
    clear(): void {
      for (const table of tables) database.exec(`DELETE FROM ${table}`);
      database.exec('DELETE FROM sqlite_sequence');
      clearCachedReads(database);
      organizations.forget();
    },
    /** A second time does nothing. */
    close(): void {
      if (isOpen) database.close();
      isOpen = false;
    },
  };
}

/** What is kept beside the rows: the generator's position, the clock. */
function settingsTable(database: DatabaseSync) {
  const get = query<[string], { value: string }>(database, 'SELECT value FROM settings WHERE key = ?');
  const set = query<[string, string]>(
    database,
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    get: (key: string) => get.one(key)?.value,
    set: (key: string, value: string): void => void set.run(key, value),
  };
}
