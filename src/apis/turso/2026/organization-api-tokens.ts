import type { operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { ApiTokenRow } from '../../../sandbox/store/tables/api-tokens.ts';
import { messages } from '../messages.ts';
import type { Caller } from '../resources/audit.ts';
import { findOrganization } from '../resources/find.ts';
import { isAdmin } from '../resources/members.ts';
import { toToken } from './api-tokens.ts';

/**
 * An admin sees all that are restricted to the organization, others their own.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/tokens/list-organization.mdx
 */
export const listOrganizationAPITokens: Handler<operations['listOrganizationAPITokens']> = (input, context) => {
  const { store } = context;
  const slug = findOrganization(context, input.path).slug;
  const tokens = store.apiTokens
    .ofOrganization(slug)
    .filter(({ username }) => mayManage(context, input, slug, username))
    .map((row) => ({ ...toToken(context, row), organization: slug, owner: ownerOf(context, row) }));
  return { status: 200, body: { tokens } };
};

/**
 * Says of any token that is not the organization's, and not the caller's to revoke, that there is none.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/tokens/revoke-organization.mdx
 */
export const revokeOrganizationAPIToken: Handler<operations['revokeOrganizationAPIToken']> = (input, context) => {
  const { tokenId: id } = input.path;
  const { slug } = findOrganization(context, input.path);
  const token = context.store.apiTokens.byId(id);
  if (token?.organization !== slug || !mayManage(context, input, slug, token.username)) {
    throw new Problem(404, messages.tokenIdNotFound(id));
  }
  context.store.apiTokens.remove(id);
  return { status: 200, body: { token: id } };
};

function mayManage(context: Context, { principal }: Caller, slug: string, owner: string): boolean {
  return owner === principal.username || isAdmin(context, slug, principal.username);
}

function ownerOf({ store }: Context, { username }: ApiTokenRow): { username: string; email: string } {
  return { username, email: store.organizations.user(username)!.email };
}
