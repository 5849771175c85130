import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { MemberRow } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { recordChange } from '../resources/audit.ts';
import { findOrganization } from '../resources/find.ts';
import { addMember, removeMember, requireAdmin, requireTeam } from '../resources/members.ts';

type Member = components['schemas']['Member'];

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/members/list.mdx */
export const listOrganizationMembers: Handler<operations['listOrganizationMembers']> = ({ path }, context) => {
  const { slug } = findOrganization(context, path);
  return {
    status: 200,
    body: { members: context.store.organizations.members(slug).map((row) => toMember(context, row)) },
  };
};

/**
 * A user is a member at once, without an invite.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/members/add.mdx
 */
export const addOrganizationMember: Handler<operations['addOrganizationMember']> = (input, context) => {
  const { username, role = 'member' } = input.body;
  const { slug } = findOrganization(context, input.path);
  requireTeam(context, slug, messages.isPersonal(slug));
  addMember(context, slug, username, role);
  recordChange(context, input, { organization: slug, code: 'org-member-add', data: { member: username, role } });
  return { status: 200, body: { member: username, role } };
};

/**
 * Anyone sees their own membership; to see that of others takes an admin (inferred).
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/members/retrieve.mdx
 */
export const getOrganizationMember: Handler<operations['getOrganizationMember']> = ({ path, principal }, context) => {
  const { username } = path;
  const { slug } = findOrganization(context, path);
  if (username !== principal.username) requireAdmin(context, slug, principal.username, adminOnly);
  const role = context.store.organizations.membership(slug, username)?.role;
  if (role === undefined) throw new Problem(404, messages.memberNotFound);
  return { status: 200, body: { member: toMember(context, { username, role }) } };
};

/**
 * The owner stays the owner (inferred).
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/members/update.mdx
 */
export const updateMemberRole: Handler<operations['updateMemberRole']> = ({ path, body: { role } }, context) => {
  const { store } = context;
  const { username } = path;
  const { slug } = findOrganization(context, path);
  const former = store.organizations.membership(slug, username)?.role;
  if (former === undefined) throw new Problem(404, messages.userNotFound(username));
  if (former === 'owner') throw new Problem(400, messages.invalidRole);
  store.organizations.setRole(slug, username, role);
  return { status: 200, body: { member: toMember(context, { username, role }) } };
};

/**
 * Anyone may leave; to remove others takes an admin.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/members/remove.mdx
 */
export const removeOrganizationMember: Handler<operations['removeOrganizationMember']> = (input, context) => {
  const { username } = input.path;
  const { slug } = findOrganization(context, input.path);
  const isLeaving = username === input.principal.username;
  if (!isLeaving) requireAdmin(context, slug, input.principal.username, adminOnly);
  removeMember(context, slug, username);
  const code = isLeaving ? 'org-member-leave' : 'org-member-rm';
  recordChange(context, input, { organization: slug, code, data: { member: username } });
  return { status: 200, body: { member: username } };
};

const adminOnly = messages.roleTooLow('', 'admin');

function toMember({ store }: Context, { username, role }: Omit<MemberRow, 'organization'>): Member {
  return { username, role, email: store.organizations.user(username)!.email };
}
