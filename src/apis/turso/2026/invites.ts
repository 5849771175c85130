import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { InviteRow } from '../../../sandbox/store/tables/invites.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { findOrganization, type OrganizationPath } from '../resources/find.ts';
import { keepInvite, withdrawInvite } from '../resources/invites.ts';
import { requireTeam } from '../resources/members.ts';
import { isBelow } from '../resources/plan-limits.ts';
import { rfc3339 } from '../resources/times.ts';

type Schemas = components['schemas'];
type Invitee = Pick<InviteRow, 'email' | 'username' | 'role'>;

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/invites/list-v2.mdx */
export const listOrganizationInvitesV2: Handler<operations['listOrganizationInvitesV2']> = ({ path }, context) => ({
  status: 200,
  body: { invites: invitesOf(context, path).map(toInvite) },
});

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/organizations.go */
export const listInvites: Handler<operations['listInvites']> = ({ path }, context) => ({
  status: 200,
  body: { invites: invitesOf(context, path).map(toLegacyInvite) },
});

/**
 * Invites an address, or the address of a user. Nobody is mailed.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/invites/create-v2.mdx
 */
export const inviteOrganizationMemberV2: Handler<operations['inviteOrganizationMemberV2']> = (input, context) => {
  const { username, role = 'member' } = input.body;
  const email = addressOf(context, input.body);
  const organization = findOrganization(context, input.path);
  invite(context, organization, { email, username: username ?? null, role });
  return { status: 200, body: { invited: { email, role, organization: organization.name } } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/organizations.go */
export const inviteMember: Handler<operations['inviteMember']> = ({ path, body }, context) => {
  const { email, role = 'member' } = body;
  const invited = invite(context, findOrganization(context, path), { email, username: null, role });
  return { status: 200, body: { invited: toLegacyInvite(invited) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/invites/delete-v2.mdx */
export const deleteOrganizationInviteByEmailV2: Handler<operations['deleteOrganizationInviteByEmailV2']> = (
  { path },
  context,
) => {
  withdraw(context, path);
  return { status: 200, body: undefined };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/organizations.go */
export const deleteInvite: Handler<operations['deleteInvite']> = ({ path }, context) => {
  withdraw(context, path);
  return { status: 200, body: undefined };
};

function invitesOf(context: Context, path: OrganizationPath): InviteRow[] {
  return context.store.invites.ofOrganization(findOrganization(context, path).slug);
}

/** @throws Problem 400 for a plan without invites, and for a personal organization */
function invite(context: Context, { slug }: OrganizationRow, invitee: Invitee): InviteRow {
  requireInvites(context, slug);
  requireTeam(context, slug, messages.isPersonal(slug));
  return keepInvite(context, { organization: slug, ...invitee });
}

function withdraw(context: Context, path: OrganizationPath & { readonly email: string }): void {
  const { slug } = findOrganization(context, path);
  const isThere = context.store.invites.get(slug, path.email) !== undefined;
  if (isThere) requireInvites(context, slug);
  withdrawInvite(context, slug, path.email);
}

/**
 * The address to invite: given, or that of a user.
 *
 * @throws Problem 400 for both or neither, 404 for an unknown user (inferred)
 */
function addressOf({ store }: Context, { email, username }: Schemas['CreateInviteRequest']): string {
  if ((email === undefined) === (username === undefined)) throw new Problem(400, messages.emailOrUsername);
  if (email !== undefined) return email;
  const user = store.organizations.user(username!);
  if (!user) throw new Problem(404, messages.userNotFound(username!));
  return user.email;
}

/** @see https://github.com/alchemy-run/alchemy/blob/33f52b1 for the words */
function requireInvites({ plan }: Context, slug: string): void {
  if (isBelow(plan, 'scaler')) throw new Problem(400, messages.planCannotInvite(slug, plan.name));
}

function toInvite({ id, email, role, createdAt }: InviteRow): Schemas['Invite'] {
  return { id, email, role, created_at: rfc3339(createdAt) };
}

function toLegacyInvite({ id, email, role, createdAt }: InviteRow): Schemas['LegacyInvite'] {
  const at = rfc3339(createdAt);
  // An invite goes when it is accepted.
  return { ID: id, CreatedAt: at, Email: email, Role: role, Accepted: false };
}
