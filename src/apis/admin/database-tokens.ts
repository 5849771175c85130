import { messages } from './messages.ts';
import type { operations } from '../../contract/generated/admin.ts';
import { Problem } from '../../contract/problem.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { formatTime } from '../../sandbox/clock/time.ts';
import { databaseJwks, verifyDatabaseToken as verify } from '../turso/resources/database-tokens.ts';
import type { AdminContext } from './context.ts';

/** Returns the public key that verifies the tokens of a database, as a JSON Web Key Set. */
export const getDatabaseKeys: Handler<operations['getDatabaseKeys'], AdminContext> = ({ path }, { sandbox }) => {
  const { organization, database } = path;
  if (!sandbox.context.store.organizations.get(organization)) {
    throw new Problem(404, messages.organizationNotFound(organization));
  }
  const keys = databaseJwks(sandbox.context, organization, database);
  if (!keys) throw new Problem(404, messages.databaseNotFound(organization, database));
  return { status: 200, body: keys };
};

/** Verifies a database token, and returns its access or the reason why it is not accepted. */
export const verifyDatabaseToken: Handler<operations['verifyDatabaseToken'], AdminContext> = (
  { body },
  { sandbox },
) => {
  const { access, issuedAt, expiresAt, ...rest } = verify(sandbox.context, body.token);
  // A token that names no database gives no access.
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
