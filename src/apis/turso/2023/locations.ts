import type { Contract } from '../../../contract/contract.ts';
import { exampleReader } from '../../../contract/examples.ts';
import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';

/**
 * Lists the location codes that `createDatabaseInstance` takes.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/location/get-locations.md
 */
export const listLocations: Handler<operations['listLocations']> = (_input, { locations }) => ({
  status: 200,
  body: { locations },
});

/** Reads the locations from the contract's example: names by code. */
export function locationsOf(contract: Contract): Readonly<Record<string, string>> {
  const { locations } = exampleReader(contract)('listLocations', 200, 'listed') as {
    locations: Record<string, string>;
  };
  return locations;
}
