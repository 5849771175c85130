import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type CommitGroup, createCommitGroup } from './commit-group.ts';
import { apiTokensTable } from './tables/api-tokens.ts';
import { auditLogTable } from './tables/audit-log.ts';
import { collectionsTable } from './tables/collections.ts';
import { databasesTable } from './tables/databases.ts';
import { dumpsTable } from './tables/dumps.ts';
import { groupsTable } from './tables/groups.ts';
import { instancesTable } from './tables/instances.ts';
import { invitesTable } from './tables/invites.ts';
import { invoicesTable } from './tables/invoices.ts';
import { jwksTable } from './tables/jwks.ts';
import { lambdaInstancesTable } from './tables/lambda-instances.ts';
import { openDirectory } from './open.ts';
import { bytesOf, openInMemory, type StoreCopy } from './open-memory.ts';
import { organizationsTable } from './tables/organizations.ts';
import { createRowRecorder } from './row-changes.ts';
import { clearCachedReads, query, rowsVersion } from './sqlite.ts';
import { toStorageError } from './errors.ts';
import { topQueriesTable } from './tables/top-queries.ts';
import { transitionsTable } from './tables/transitions.ts';
import { usageTable } from './tables/usage.ts';
import { userFilesTable } from './tables/user-files.ts';

/** The state of a sandbox. The store knows rows; the handlers know their meaning. */
export type Store = ReturnType<typeof createStore>;

/** All tables with state, with referenced tables last. */
const tables = [
  'transitions',
  'collection_rows',
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

/**
 * Opens a store. See `openDirectory` for its errors.
 *
 * @param directory the directory for the state; in memory by default
 * @param copy the state that a store in memory begins with; none by default
 */
export function createStore(directory?: string, copy?: StoreCopy) {
  const database = directory === undefined ? openInMemory(copy) : openDirectory(directory);
  const begin = query<[]>(database, 'BEGIN IMMEDIATE');
  const commit = query<[]>(database, 'COMMIT');
  const rollback = query<[]>(database, 'ROLLBACK');
  const copyInto = query<[string]>(database, 'VACUUM INTO ?');
  const foreignKeyCheck = query<[], { table: string }>(database, 'PRAGMA foreign_key_check');
  let isOpen = true;
  let group: CommitGroup | undefined;
  let isJoining = false;
  let isUnchecked = false;
  let deletions: StatementSync[] | undefined;
  const organizations = organizationsTable(database);
  const databases = databasesTable(database);
  const recorder = createRowRecorder(database);
  const forgetReads = (): void => {
    clearCachedReads(database);
    organizations.forget();
  };
  const toStored = (error: unknown): unknown => toStorageError(error, directory) ?? error;
  /** Stores what the requests of this turn have written, before something else begins. */
  const flush = (): boolean => isJoining || group === undefined || group.flush();
  return {
    organizations,
    invites: invitesTable(database),
    invoices: invoicesTable(database),
    jwks: jwksTable(database),
    auditLog: auditLogTable(database),
    groups: groupsTable(database),
    databases,
    instances: instancesTable(database),
    usage: usageTable(database),
    topQueries: topQueriesTable(database),
    dumps: dumpsTable(database),
    apiTokens: apiTokensTable(database),
    lambdaInstances: lambdaInstancesTable(database),
    userFiles: userFilesTable(database),
    transitions: transitionsTable(database),
    collections: collectionsTable(database),
    settings: settingsTable(database),
    /**
     * Runs a function whose writes are stored all or not at all. A nested call joins the outer transaction.
     *
     * @throws StorageError when the writes cannot be stored
     */
    transaction<T>(run: () => T): T {
      flush();
      if (database.isTransaction) return run();
      try {
        begin.run();
        const result = run();
        commit.run();
        return result;
      } catch (error) {
        // A failed commit, for example on a full disk, may already have ended the transaction.
        if (database.isTransaction) rollback.run();
        forgetReads();
        throw toStored(error);
      }
    },
    /**
     * Lets requests share commits. A store in memory gains nothing by it.
     *
     * @param position of what is kept beside the rows, read before each group; @param restore it, after a group is undone
     */
    groupCommits<Position>(position: () => Position, restore: (position: Position) => void): CommitGroup {
      let undo: (() => void) | undefined;
      const savepoint = database.prepare('SAVEPOINT member');
      const back = database.prepare('ROLLBACK TO member');
      const release = database.prepare('RELEASE member');
      group = createCommitGroup({
        begin() {
          const before = position();
          const forgetTriggers = recorder.mark();
          undo = () => {
            forgetTriggers();
            restore(before);
          };
          try {
            begin.run();
          } catch (error) {
            throw toStored(error);
          }
        },
        attempt(run) {
          isJoining = true;
          try {
            savepoint.run();
            const result = run();
            release.run();
            return result;
          } catch (error) {
            // SQLite ends the whole transaction when the disk is full.
            if (database.isTransaction) {
              back.run();
              release.run();
            }
            forgetReads();
            throw toStored(error);
          } finally {
            isJoining = false;
          }
        },
        isOpen: () => database.isTransaction,
        commit: () => void commit.run(),
        rollback() {
          if (database.isTransaction) rollback.run();
          forgetReads();
          undo?.();
        },
        alone: (run) => run(),
      });
      return group;
    },
    /** Stores what the requests of this turn have written. @returns whether all of it was stored */
    flush,
    /** Runs a function that writes in a transaction of its own, and returns the rows that it changed. */
    record: <T>(run: () => T) => recorder.record(run),
    /**
     * Runs a function whose writes are undone when it throws, within a transaction. The writes before it stay.
     */
    savepoint<T>(run: () => T): T {
      if (!database.isTransaction) return this.transaction(run);
      database.exec('SAVEPOINT inner');
      try {
        return run();
      } catch (error) {
        database.exec('ROLLBACK TO inner');
        forgetReads();
        throw error;
      } finally {
        database.exec('RELEASE inner');
      }
    },
    /** A number that is another one after each write and each rollback. */
    version: (): number => rowsVersion(database),
    /** Whether this is called within a transaction. */
    isWriting: (): boolean => database.isTransaction && (isJoining || group?.isOpen() !== true),
    /**
     * Runs a transaction that rewrites the whole state. Foreign keys are off while a large state is rewritten and are
     * checked once at the end by `checkReferences`. Deleting thousands of rows is then fast. In a small state they stay
     * on where they can: SQLite compiles every statement again after the pragma, which takes longer than the rows.
     *
     * @param isInOrder whether each row is added after those that it refers to
     */
    rewrite<T>(transaction: () => T, isInOrder = false): T {
      flush();
      // SQLite ignores this pragma within a transaction.
      if (database.isTransaction) throw new Error('The state is rewritten within a transaction.');
      if (isInOrder && !recorder.hasMany()) return transaction();
      recorder.suspend();
      database.exec('PRAGMA foreign_keys = OFF');
      isUnchecked = true;
      try {
        return transaction();
      } finally {
        isUnchecked = false;
        database.exec('PRAGMA foreign_keys = ON');
      }
    },
    /** Writes a copy into a new file, of a size as small as can be. @throws StorageError when it cannot be written */
    copyTo(file: string): void {
      flush();
      try {
        copyInto.run(file);
      } catch (error) {
        throw toStorageError(error, file) ?? error;
      }
    },
    /** The whole state as bytes; undefined where this Node cannot copy a database. */
    bytes: (): Uint8Array | undefined => bytesOf(database),
    /** Whether foreign keys are off now, so that they must be checked at the end. */
    isUnchecked: (): boolean => isUnchecked,
    /** Checks all foreign keys. @throws Error for a reference to a missing row */
    checkReferences(): void {
      const defect = foreignKeyCheck.one();
      if (defect) throw new Error(`A row of ${defect.table} refers to one that is not there.`);
    },
    /** Removes all rows and restarts the ids. */
    clear(): void {
      deletions ??= [...tables, 'sqlite_sequence'].map((table) => database.prepare(`DELETE FROM ${table}`));
      for (const deletion of deletions) deletion.run();
      clearCachedReads(database);
      organizations.forget();
      databases.changed();
    },
    /** Closes the store. A second call does nothing. */
    close(): void {
      if (isOpen) {
        flush();
        database.close();
      }
      isOpen = false;
    },
  };
}

/** Settings in the database: the position of the generator, the clock. */
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
