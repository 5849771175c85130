import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { OrganizationRow, Role } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';

/** Whether a user is admin or owner. */
export function isAdmin({ store }: Context, organization: string, username: string): boolean {
  const role = store.organizations.membership(organization, username)?.role;
  return role === 'owner' || role === 'admin';
}

/** @throws Problem 403, in words that an edition may have of its own, for a member who is neither admin nor owner */
export function requireAdmin(
  context: Context,
  organization: string,
  username: string,
  refusal: string = messages.notAnAdmin,
): void {
  if (!isAdmin(context, organization, username)) throw new Problem(403, refusal);
}

/** @throws Problem 404 for an unknown organization, 403 for one that the user is not in */
export function requireMember({ store }: Context, organization: string, username: string): void {
  const membership = store.organizations.membership(organization, username);
  if (!membership) throw new Problem(404, messages.organizationNotFound);
  if (!membership.role) throw new Problem(403, messages.notAMember(organization));
}

/** @throws Problem 403 for a member who is not the owner */
export function requireOwner({ store }: Context, organization: string, username: string): void {
  const role = store.organizations.membership(organization, username)?.role;
  if (role !== 'owner') throw new Problem(403, messages.notTheOwnerToDoThis);
}

/**
 * A team, which can have members, invites and an end.
 *
 * @throws Problem 400, in words that an edition may have of its own, for a personal organization
 */
export function requireTeam(
  { store }: Context,
  slug: string,
  refusal: string = messages.personalOrganization,
): OrganizationRow {
  const organization = store.organizations.get(slug)!;
  if (organization.type === 'personal') throw new Problem(400, refusal);
  return organization;
}

/** Makes a user a member. @throws Problem 404 for an unknown user, 409 for a member */
export function addMember({ store }: Context, organization: string, username: string, role: Role): void {
  if (!store.organizations.user(username)) throw new Problem(404, messages.userNotFound(username));
  if (store.organizations.membership(organization, username)?.role !== undefined) {
    throw new Problem(409, messages.memberAlready(username, organization));
  }
  store.organizations.addMember({ organization, username, role });
}

/** Takes a member out of an organization. @throws Problem 404 for somebody else, 400 for the owner */
export function removeMember({ store }: Context, organization: string, username: string): void {
  const role = store.organizations.membership(organization, username)?.role;
  if (role === undefined) throw new Problem(404, messages.notInOrganization(username, organization));
  if (role === 'owner') throw new Problem(400, messages.ownerStays);
  store.organizations.removeMember(organization, username);
}
