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
