import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { recordChange } from '../resources/audit.ts';
import { keepInvite } from '../resources/invites.ts';
import { addMember, removeMember, requireAdmin, requireTeam } from '../resources/members.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/organizations.go */
export const addOrganizationMember: Handler<operations['addOrganizationMember']> = (input, context) => {
  const { org_slug: organization } = input.path;
  const { username, role = 'member' } = input.body;
  requireAdmin(context, organization, input.principal.username);
  requireTeam(context, organization);
  addMember(context, organization, username, role);
  recordChange(context, input, { organization, code: 'org-member-add', data: { member: username, role } });
  return { status: 200, body: { member: username, role } };
};

/** Anyone may leave; to remove others takes an admin. */
export const removeOrganizationMember: Handler<operations['removeOrganizationMember']> = (input, context) => {
  const { org_slug: organization, username } = input.path;
  const isLeaving = username === input.principal.username;
  if (!isLeaving) requireAdmin(context, organization, input.principal.username);
  removeMember(context, organization, username);
  const code = isLeaving ? 'org-member-leave' : 'org-member-rm';
  recordChange(context, input, { organization, code, data: { member: username } });
  return { status: 200, body: { member: username } };
};

/** Keeps the invite; nobody is mailed. */
export const inviteMember: Handler<operations['inviteMember']> = (input, context) => {
  const { org_slug: organization } = input.path;
  const { email, role = 'member' } = input.body;
  requireAdmin(context, organization, input.principal.username);
  requireTeam(context, organization);
  keepInvite(context, { organization, email, username: null, role });
  return { status: 200, body: { invited: { email, role } } };
};
