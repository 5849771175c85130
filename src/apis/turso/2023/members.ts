import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import { addMember, removeMember, requireAdmin, requireTeam } from '../resources/members.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/organizations.go */
export const addOrganizationMember: Handler<operations['addOrganizationMember']> = (input, context) => {
  const { org_slug: organization } = input.path;
  const { username, role = 'member' } = input.body;
  requireAdmin(context, organization, input.principal.username);
  requireTeam(context, organization);
  addMember(context, organization, username, role);
  return { status: 200, body: { member: username, role } };
};

/** Anyone may leave; to remove others takes an admin. */
export const removeOrganizationMember: Handler<operations['removeOrganizationMember']> = (input, context) => {
  const { org_slug: organization, username } = input.path;
  if (username !== input.principal.username) requireAdmin(context, organization, input.principal.username);
  removeMember(context, organization, username);
  return { status: 200, body: { member: username } };
};

/** Keeps the invite; nobody is mailed. */
export const inviteMember: Handler<operations['inviteMember']> = (input, context) => {
  const { org_slug: organization } = input.path;
  const { email, role = 'member' } = input.body;
  const { store, generator, clock } = context;
  requireAdmin(context, organization, input.principal.username);
  requireTeam(context, organization);
  const earlier = store.invites.get(organization, email);
  if (earlier) store.invites.remove(earlier.id);
  requireCapacity(context.limits, 'invites', store.invites.hasRoom);
  const token = generator.bytes(24).toString('base64url');
  store.invites.add({ organization, email, username: null, role, token, createdAt: clock.now() });
  return { status: 200, body: { invited: { email, role } } };
};
