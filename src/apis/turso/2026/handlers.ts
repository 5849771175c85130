import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handlers } from '../../../sandbox/handler.ts';
import { listOrganizationAuditLogs } from './audit-logs.ts';
import {
  createAPIToken,
  createAPITokenV2,
  invalidateSessions,
  listAPITokens,
  revokeAPIToken,
  validateAPIToken,
} from './api-tokens.ts';
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
import { getLatestRelease } from './releases.ts';
import { unwritten } from './unwritten.ts';
import { getCurrentUser, getCurrentUserPlan } from './user.ts';

/** Who answers what in the Turso Platform API of 2026. */
export const turso2026Handlers: Handlers<operations> = {
  ...unwritten,
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
