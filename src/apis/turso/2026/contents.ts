import type { MakeContent } from '../../../sandbox/contents.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { type createDatabase, makeSeedOf } from './create-database.ts';
import type { createDatabaseV3 } from './version-3.ts';

/** The operations whose calls need rows. */
export const turso2026Contents: Readonly<Record<string, MakeContent<Context>>> = {
  createDatabase: ({ path, body }: Parameters<typeof createDatabase>[0], context) =>
    makeSeedOf(path.organizationSlug, body, context),
  createDatabaseV3: ({ path, body }: Parameters<typeof createDatabaseV3>[0], context) =>
    makeSeedOf(path.organizationId, body, context),
};
