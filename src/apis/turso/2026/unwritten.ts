import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handlers } from '../../../sandbox/handler.ts';

/** Operations whose handlers are yet to come. */
const ids = [
  'listOrganizations',
  'createOrganization',
  'getOrganization',
  'updateOrganization',
  'deleteOrganization',
  'listOrganizationPlans',
  'listOrganizationInvoices',
  'getOrganizationSubscription',
  'updateSubscription',
  'getOrganizationUsage',
  'listOrganizationMembers',
  'addOrganizationMember',
  'getOrganizationMember',
  'updateMemberRole',
  'removeOrganizationMember',
  'listOrganizationAuditLogs',
  'listOrganizationAPITokens',
  'revokeOrganizationAPIToken',
  'inviteMember',
  'listInvites',
  'deleteInvite',
  'listOrganizationsV2',
  'listOrganizationInvitesV2',
  'inviteOrganizationMemberV2',
  'deleteOrganizationInviteByEmailV2',
  'listOrganizationLocations',
  'listJwks',
  'saveJwks',
  'removeJwks',
  'listLocationsByPlatform',
  'listLocations',
  'getLocation',
  'validateAPIToken',
  'invalidateSessions',
  'listAPITokens',
  'createAPIToken',
  'revokeAPIToken',
  'createAPITokenV2',
  'getCurrentUser',
  'getCurrentUserPlan',
  'listPlans',
  'getLatestRelease',
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
