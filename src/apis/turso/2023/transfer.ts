import type { operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import { findDatabase } from '../resources/find.ts';
import { fitsHostname } from '../resources/hostnames.ts';
import { groupNameOf, toDatabase } from './databases.ts';

/**
 * Moves a database to another organization of the caller's. Its id and its keys stay, so its tokens open it still.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/databases.go
 */
export const transferDatabase: Handler<operations['transferDatabase']> = ({ path, body, principal }, context) => {
  const { store } = context;
  const { org: target } = body;
  const database = findDatabase(context, path);
  const { id, name } = database;
  const group = groupNameOf(store, database);
  if (group !== undefined) throw new Problem(403, messages.belongsToGroup(name, group));
  const membership = store.organizations.membership(target, principal.username);
  if (!membership) throw new Problem(404, messages.organizationNotFound);
  if (!membership.role) throw new Problem(403, messages.notAMember(target));
  if (!fitsHostname(target, name)) throw new Problem(400, messages.hostnameTooLong(name, target));
  if (store.databases.get(target, name)) throw new Problem(400, messages.databaseTaken(name));
  store.databases.update(id, { organization: target });
  const moved = store.databases.get(target, name)!;
  return { status: 200, body: { database: toDatabase(moved, store.instances.places(id), undefined) } };
};
