import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import type { InviteRow } from '../../../sandbox/store/tables/invites.ts';
import { messages } from '../messages.ts';

/** Whom an invite is for. */
export type NewInvite = Pick<InviteRow, 'organization' | 'email' | 'username' | 'role'>;

/**
 * Keeps an invite; nobody is mailed. One that waits for the same address is replaced.
 *
 * @returns the invite as it was kept
 */
export function keepInvite(context: Context, invite: NewInvite): InviteRow {
  const { store, generator, clock } = context;
  const { organization, email } = invite;
  const earlier = store.invites.get(organization, email);
  if (earlier) store.invites.remove(earlier.id);
  requireCapacity(context.limits, 'invites', store.invites.hasRoom);
  const token = generator.bytes(24).toString('base64url');
  store.invites.add({ ...invite, token, createdAt: clock.now() });
  return store.invites.get(organization, email)!;
}

/** Takes back the invite that waits for an address. @throws Problem 404 when none does */
export function withdrawInvite({ store }: Context, organization: string, email: string): void {
  const invite = store.invites.get(organization, email);
  if (!invite) throw new Problem(404, messages.inviteNotFound);
  store.invites.remove(invite.id);
}

/**
 * Makes whom an invite is for a member with its role, and drops the invite. A member keeps the role that he has.
 *
 * @returns the name of the user, who is made for an address that no user has
 */
export function acceptInvite({ store }: Context, { id, organization, email, username, role }: InviteRow): string {
  const known = store.organizations.users().find((user) => user.username === username || user.email === email);
  const name = known?.username ?? freeName(store, email);
  if (!known) store.organizations.addUser(name, { email });
  if (store.organizations.membership(organization, name)?.role === undefined) {
    store.organizations.addMember({ organization, username: name, role });
  }
  store.invites.remove(id);
  return name;
}

/** A name for the user of an address: what stands before the `@`, with a number if somebody has it. */
function freeName({ organizations }: Context['store'], email: string): string {
  const plain = email
    .split('@', 1)[0]!
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '');
  const base = plain.slice(0, 32) || 'user';
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!organizations.user(name)) return name;
  }
}
