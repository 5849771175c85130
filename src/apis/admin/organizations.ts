import type { operations } from '../../contract/generated/admin.ts';
import { Problem } from '../../contract/problem.ts';
import { formatTime } from '../../sandbox/clock/time.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { archiveGroup as archive } from '../turso/resources/archive.ts';
import { acceptInvite as accept } from '../turso/resources/invites.ts';
import type { AdminContext } from './context.ts';
import { messages } from './messages.ts';

/** Archives a group, as the service does with one that nobody uses. */
export const archiveGroup: Handler<operations['archiveGroup'], AdminContext> = ({ body }, { sandbox }) => {
  const { organization, group: name } = body;
  const { context, transaction } = sandbox;
  requireOrganization(sandbox, organization);
  const group = context.store.groups.get(organization, name);
  if (!group) throw new Problem(404, messages.groupNotFound(organization, name));
  const archivedAt = transaction(() => archive(context, group));
  return { status: 200, body: { organization, group: name, archivedAt: formatTime(archivedAt) } };
};

/** Makes whom an invite is for a member. */
export const acceptInvite: Handler<operations['acceptInvite'], AdminContext> = ({ body }, { sandbox }) => {
  const { organization, email } = body;
  const { context, transaction } = sandbox;
  requireOrganization(sandbox, organization);
  const invite = context.store.invites.get(organization, email);
  if (!invite) throw new Problem(404, messages.inviteNotFound(organization, email));
  const username = transaction(() => accept(context, invite));
  const role = context.store.organizations.membership(organization, username)!.role!;
  return { status: 200, body: { organization, username, email, role } };
};

/** @throws Problem 404 */
function requireOrganization({ context }: Sandbox, slug: string): void {
  if (!context.store.organizations.get(slug)) throw new Problem(404, messages.organizationNotFound(slug));
}
