import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/user/get-current.mdx */
export const getCurrentUser: Handler<operations['getCurrentUser']> = ({ principal: { username } }, context) => {
  const { store } = context;
  const { name, email, avatarUrl, mfa } = store.organizations.user(username)!;
  const user = {
    username,
    name,
    email,
    // A user without a picture has no address of one.
    ...(avatarUrl !== '' && { avatarUrl }),
    plan: planOf(context, username),
    mfa,
    has_pending_invites: store.invites.count(email) > 0,
  };
  return { status: 200, body: { user } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/users.go */
export const getCurrentUserPlan: Handler<operations['getCurrentUserPlan']> = (
  { principal: { username } },
  context,
) => ({
  status: 200,
  body: { user: { username, plan: planOf(context, username) } },
});

/** The plan of the personal organization, whose slug is the user's name. */
function planOf({ store }: Context, username: string): string {
  return store.organizations.get(username)?.plan ?? 'starter';
}
