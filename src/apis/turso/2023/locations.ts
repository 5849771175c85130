import type { operations } from '../../../contract/generated/turso.ts';
import type { Handler } from '../../../sandbox/handler.ts';

/**
 * The codes that `createDatabaseInstance` takes.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/location/get-locations.md
 */
export const listLocations: Handler<operations['listLocations']> = (_input, { locations }) => ({
  status: 200,
  body: { locations },
});
