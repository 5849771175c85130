import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handlers } from '../../../sandbox/handler.ts';
import { getDatabaseConfiguration, updateDatabaseConfiguration } from './configuration.ts';
import { createDatabase } from './create-database.ts';
import {
  deleteDatabase,
  getDatabase,
  listDatabases,
  transferDatabase,
  updateDatabase,
  wakeDatabase,
} from './databases.ts';
import { uploadDump } from './dumps.ts';
import {
  abortGroupAwsMigration,
  getGroupAwsMigration,
  renameGroup,
  startGroupAwsMigration,
  transferGroup,
} from './group-moves.ts';
import {
  addLocationToGroup,
  createGroup,
  deleteGroup,
  getGroup,
  getGroupConfiguration,
  listGroups,
  removeLocationFromGroup,
  unarchiveGroup,
  updateGroupConfiguration,
  updateGroupDatabases,
  waitForGroupLocation,
} from './groups.ts';
import {
  createDatabaseInstance,
  deleteDatabaseInstance,
  getDatabaseInstance,
  listDatabaseInstances,
  waitForDatabaseInstance,
} from './instances.ts';
import { listDeletedGroups, restoreDatabase, restoreGroup } from './recovery.ts';
import {
  createDatabaseToken,
  createDatabaseTokenV3,
  createGroupToken,
  createGroupTokenV3,
  invalidateDatabaseTokens,
  invalidateGroupTokens,
} from './tokens.ts';
import { unwritten } from './unwritten.ts';
import { getDatabaseStats, getDatabaseUsage, listTopQueries } from './usage.ts';
import {
  createDatabaseV3,
  deleteDatabaseV3,
  getDatabaseV3,
  getGroupV3,
  listDeletedDatabases,
  listGroupsV3,
} from './version-3.ts';

/** Who answers what in the Turso Platform API of 2026. */
export const turso2026Handlers: Handlers<operations> = {
  ...unwritten,

  listGroups,
  createGroup,
  getGroup,
  deleteGroup,
  getGroupConfiguration,
  updateGroupConfiguration,
  addLocationToGroup,
  removeLocationFromGroup,
  waitForGroupLocation,
  createGroupToken,
  invalidateGroupTokens,
  transferGroup,
  renameGroup,
  unarchiveGroup,
  updateGroupDatabases,
  getGroupAwsMigration,
  startGroupAwsMigration,
  abortGroupAwsMigration,

  listDatabases,
  createDatabase,
  uploadDump,
  getDatabase,
  deleteDatabase,
  transferDatabase,
  wakeDatabase,
  updateDatabase,
  getDatabaseConfiguration,
  updateDatabaseConfiguration,
  getDatabaseUsage,
  listTopQueries,
  getDatabaseStats,
  createDatabaseToken,
  invalidateDatabaseTokens,
  listDatabaseInstances,
  createDatabaseInstance,
  getDatabaseInstance,
  deleteDatabaseInstance,
  waitForDatabaseInstance,

  listDeletedDatabases,
  restoreDatabase,
  listDeletedGroups,
  restoreGroup,
  createDatabaseV3,
  getDatabaseV3,
  deleteDatabaseV3,
  createDatabaseTokenV3,
  listGroupsV3,
  getGroupV3,
  createGroupTokenV3,
};
