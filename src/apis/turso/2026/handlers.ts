import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handlers } from '../../../sandbox/handler.ts';
import {
  createAPIToken,
  createAPITokenV2,
  invalidateSessions,
  listAPITokens,
  revokeAPIToken,
  validateAPIToken,
} from './api-tokens.ts';
import { listOrganizationAuditLogs } from './audit-logs.ts';
import {
  createBillingCustomer,
  createBillingPortal,
  getBillingCustomer,
  getPaymentMethods,
  updateBillingCustomer,
} from './billing.ts';
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
import {
  deleteInvite,
  deleteOrganizationInviteByEmailV2,
  inviteMember,
  inviteOrganizationMemberV2,
  listInvites,
  listOrganizationInvitesV2,
} from './invites.ts';
import { listOrganizationInvoices } from './invoices.ts';
import { listJwks, removeJwks, saveJwks } from './jwks.ts';
import { getLocation, listLocations, listLocationsByPlatform, listOrganizationLocations } from './locations.ts';
import {
  addOrganizationMember,
  getOrganizationMember,
  listOrganizationMembers,
  removeOrganizationMember,
  updateMemberRole,
} from './members.ts';
import { listOrganizationAPITokens, revokeOrganizationAPIToken } from './organization-api-tokens.ts';
import { getOrganizationUsage } from './organization-usage.ts';
import {
  createOrganization,
  deleteOrganization,
  getOrganization,
  listOrganizations,
  listOrganizationsV2,
  updateOrganization,
} from './organizations.ts';
import { getOrganizationSubscription, listOrganizationPlans, listPlans, updateSubscription } from './plans.ts';
import { listDeletedGroups, restoreDatabase, restoreGroup } from './recovery.ts';
import { getLatestRelease } from './releases.ts';
import {
  createDatabaseToken,
  createDatabaseTokenV3,
  createGroupToken,
  createGroupTokenV3,
  invalidateDatabaseTokens,
  invalidateGroupTokens,
} from './tokens.ts';
import { getDatabaseStats, getDatabaseUsage, listTopQueries } from './usage.ts';
import { getCurrentUser, getCurrentUserPlan } from './user.ts';
import {
  createDatabaseV3,
  deleteDatabaseV3,
  getDatabaseV3,
  getGroupV3,
  listDeletedDatabases,
  listGroupsV3,
} from './version-3.ts';

/** The handlers of the Turso Platform API of 2026. */
export const turso2026Handlers: Handlers<operations> = {
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
  listOrganizations,
  listOrganizationsV2,
  createOrganization,
  getOrganization,
  updateOrganization,
  deleteOrganization,
  listOrganizationPlans,
  listPlans,
  getOrganizationSubscription,
  updateSubscription,
  listOrganizationInvoices,
  createBillingCustomer,
  getBillingCustomer,
  updateBillingCustomer,
  createBillingPortal,
  getPaymentMethods,
  getOrganizationUsage,
  listOrganizationMembers,
  addOrganizationMember,
  getOrganizationMember,
  updateMemberRole,
  removeOrganizationMember,
  listOrganizationAuditLogs,
  listOrganizationInvitesV2,
  inviteOrganizationMemberV2,
  deleteOrganizationInviteByEmailV2,
  inviteMember,
  listInvites,
  deleteInvite,
  listOrganizationAPITokens,
  revokeOrganizationAPIToken,
  validateAPIToken,
  invalidateSessions,
  listAPITokens,
  createAPIToken,
  createAPITokenV2,
  revokeAPIToken,
  listOrganizationLocations,
  listLocationsByPlatform,
  listLocations,
  getLocation,
  listJwks,
  saveJwks,
  removeJwks,
  getCurrentUser,
  getCurrentUserPlan,
  getLatestRelease,
};
