import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handlers } from '../../../sandbox/handler.ts';
import { createAPIToken, listAPITokens, revokeAPIToken, validateAPIToken } from './api-tokens.ts';
import { createDatabaseToken, invalidateDatabaseTokens } from './database-tokens.ts';
import { getDatabaseUsage } from './usage.ts';
import { createDatabase, deleteDatabase, getDatabase, listDatabases, updateDatabase } from './databases.ts';
import {
  createDatabaseInstance,
  deleteDatabaseInstance,
  getDatabaseInstance,
  listDatabaseInstances,
  waitForDatabaseInstance,
} from './instances.ts';
import { listLocations } from './locations.ts';
import { listOrganizationMembers, listOrganizations } from './organizations.ts';

/** The handler of each operation of the Turso Platform API of 2023. */
export const turso2023Handlers: Handlers<operations> = {
  listOrganizations,
  listOrganizationMembers,
  listLocations,
  listDatabases,
  createDatabase,
  getDatabase,
  deleteDatabase,
  updateDatabase,
  getDatabaseUsage,
  createDatabaseToken,
  invalidateDatabaseTokens,
  listDatabaseInstances,
  createDatabaseInstance,
  getDatabaseInstance,
  deleteDatabaseInstance,
  waitForDatabaseInstance,
  validateAPIToken,
  listAPITokens,
  createAPIToken,
  revokeAPIToken,
};
