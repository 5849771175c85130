import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handlers } from '../../../sandbox/handler.ts';
import { createAPIToken, createAPITokenV2, listAPITokens, revokeAPIToken, validateAPIToken } from './api-tokens.ts';
import { createDatabaseToken, invalidateDatabaseTokens } from './database-tokens.ts';
import { createBillingCustomer, createBillingPortal, getPaymentMethods, submitFeedback } from './billing.ts';
import { seedDatabase, uploadDump } from './dumps.ts';
import { createGroupToken, invalidateGroupTokens } from './group-tokens.ts';
import {
  addLocationToGroup,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  removeLocationFromGroup,
  waitForGroupLocation,
} from './groups.ts';
import { addOrganizationMember, inviteMember, removeOrganizationMember } from './members.ts';
import { getCurrentUserPlan, getOrganizationSubscription, listPlans, updateSubscription } from './plans.ts';
import { getLatestRelease } from './releases.ts';
import { transferDatabase } from './transfer.ts';
import { getDatabaseUsage, getOrganizationUsage } from './usage.ts';
import { createDatabase, deleteDatabase, getDatabase, listDatabases, updateDatabase } from './databases.ts';
import {
  createDatabaseInstance,
  deleteDatabaseInstance,
  getDatabaseInstance,
  listDatabaseInstances,
  waitForDatabaseInstance,
} from './instances.ts';
import { getLocation, listLocations } from './locations.ts';
import {
  createOrganization,
  deleteOrganization,
  listOrganizationMembers,
  listOrganizations,
  listOrganizationsV2,
  updateOrganization,
} from './organizations.ts';

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
  listGroups,
  createGroup,
  getGroup,
  deleteGroup,
  addLocationToGroup,
  removeLocationFromGroup,
  waitForGroupLocation,
  createGroupToken,
  invalidateGroupTokens,
  listOrganizationsV2,
  createOrganization,
  updateOrganization,
  deleteOrganization,
  addOrganizationMember,
  removeOrganizationMember,
  inviteMember,
  listPlans,
  getOrganizationSubscription,
  updateSubscription,
  getOrganizationUsage,
  getCurrentUserPlan,
  createBillingPortal,
  getPaymentMethods,
  createBillingCustomer,
  submitFeedback,
  createAPITokenV2,
  getLocation,
  uploadDump,
  seedDatabase,
  transferDatabase,
  getLatestRelease,
};
