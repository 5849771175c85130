import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handlers } from '../../../sandbox/handler.ts';

/** Operations whose handlers are yet to come. */
const ids = [
  'listGroups',
  'createGroup',
  'getGroup',
  'deleteGroup',
  'getGroupConfiguration',
  'updateGroupConfiguration',
  'addLocationToGroup',
  'removeLocationFromGroup',
  'waitForGroupLocation',
  'createGroupToken',
  'invalidateGroupTokens',
  'transferGroup',
  'unarchiveGroup',
  'renameGroup',
  'updateGroupDatabases',
  'getGroupAwsMigration',
  'startGroupAwsMigration',
  'abortGroupAwsMigration',
  'listDatabases',
  'createDatabase',
  'uploadDump',
  'getDatabase',
  'deleteDatabase',
  'getDatabaseConfiguration',
  'updateDatabaseConfiguration',
  'getDatabaseUsage',
  'listTopQueries',
  'getDatabaseStats',
  'createDatabaseToken',
  'invalidateDatabaseTokens',
  'listDatabaseInstances',
  'createDatabaseInstance',
  'getDatabaseInstance',
  'deleteDatabaseInstance',
  'waitForDatabaseInstance',
  'transferDatabase',
  'wakeDatabase',
  'updateDatabase',
  'listDeletedDatabases',
  'createDatabaseV3',
  'getDatabaseV3',
  'deleteDatabaseV3',
  'createDatabaseTokenV3',
  'restoreDatabase',
  'listGroupsV3',
  'getGroupV3',
  'createGroupTokenV3',
  'restoreGroup',
  'listDeletedGroups',
] as const satisfies readonly (keyof operations)[];

type Unwritten = Pick<Handlers<operations>, (typeof ids)[number]>;

export const unwritten = Object.fromEntries(
  ids.map((id) => [
    id,
    () => {
      throw new Error(`${id} has no handler yet`);
    },
  ]),
) as unknown as Unwritten;
