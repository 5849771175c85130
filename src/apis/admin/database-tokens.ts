import { messages } from './messages.ts';
import type { operations } from '../../contract/generated/admin.ts';
import { Problem } from '../../contract/problem.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { formatTime } from '../../sandbox/clock/time.ts';
import { databaseJwks, verifyDatabaseToken as verify } from '../turso/resources/database-tokens.ts';
import type { AdminContext } from './context.ts';

/** Shows the public key that the tokens of a database verify with. */
export const getDatabaseKeys: Handler<operations['getDatabaseKeys'], AdminContext> = ({ path }, { sandbox }) => {
  const { organization, database } = path;
  if (!sandbox.context.store.organizations.get(organization)) {
    throw new Problem(404, messages.organizationNotFound(organization));
  }
  const keys = databaseJwks(sandbox.context, organization, database);
  if (!keys) throw new Problem(404, messages.databaseNotFound(organization, database));
  return { status: 200, body: keys };
};

/** Tells what a token is good for now, or why for nothing. */
export const verifyDatabaseToken: Handler<operations['verifyDatabaseToken'], AdminContext> = (
  { body },
  { sandbox },
) => {
  const { access, issuedAt, expiresAt, ...rest } = verify(sandbox.context, body.token);
  // What names no database allows nothing there.
  const allows = access !== undefined && !('reason' in rest && rest.reason === 'not-a-database-token');
  return {
    status: 200,
    body: {
      ...rest,
      ...(allows && { access }),
      ...(issuedAt !== undefined && { issuedAt: formatTime(issuedAt) }),
      ...(expiresAt !== undefined && { expiresAt: formatTime(expiresAt) }),
    },
  };
};
