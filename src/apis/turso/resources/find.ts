import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DatabaseNameRow } from '../../../sandbox/store/tables/databases.ts';
import type { InstanceRow } from '../../../sandbox/store/tables/instances.ts';

/** The parameters of a path that names a database. */
export interface DatabasePath {
  readonly org_slug: string;
  readonly db_name: string;
}

/** The parameters of a path that names an instance. */
export interface InstancePath extends DatabasePath {
  readonly instance_name: string;
}

/** Finds a database by its path. @throws Problem 404, with the message of `notFound` */
export function findDatabase(
  { store }: Context,
  path: DatabasePath,
  notFound = messages.databaseNotFound,
): DatabaseNameRow {
  const database = store.databases.get(path.org_slug, path.db_name);
  if (!database) throw new Problem(404, notFound(path.db_name));
  return database;
}

/** Finds an instance that is not destroyed. @throws Problem 404 for the database or the instance */
export function findInstance(context: Context, path: InstancePath, notFound = messages.databaseNotFound): InstanceRow {
  const database = findDatabase(context, path, notFound);
  const instance = context.store.instances.get(database.id, path.instance_name);
  if (!instance) throw new Problem(404, messages.instanceNotFound(path.instance_name, path.db_name));
  return instance;
}
