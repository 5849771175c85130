import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DatabaseNameRow } from '../../../sandbox/store/tables/databases.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
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

/** The organization of a slug, or of the UUID that may stand in its place (inferred); undefined for neither. */
export function organizationNamed({ organizations }: Store, name: string): OrganizationRow | undefined {
  return organizations.get(name) ?? (name.length === uuidLength ? organizations.byId(name.toLowerCase()) : undefined);
}

const uuidLength = 36;

/** How the paths of 2026 name an organization. */
export type OrganizationPath =
  { readonly organizationSlug: string } | { readonly organizationId: string } | { readonly org_slug: string };

/** The organization of a path, whether it has the slug or the UUID. @throws Problem 404 */
export function findOrganization({ store }: Context, path: OrganizationPath): OrganizationRow {
  const organization = organizationNamed(store, nameIn(path));
  if (!organization) throw new Problem(404, messages.organizationNotFound);
  return organization;
}

function nameIn(path: OrganizationPath): string {
  if ('organizationSlug' in path) return path.organizationSlug;
  return 'organizationId' in path ? path.organizationId : path.org_slug;
}

/** @throws Problem 404, in words that one operation has of its own */
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
