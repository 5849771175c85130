import type { Contract } from '../../../contract/contract.ts';
import type { operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import { closestLocations } from '../resources/closest-locations.ts';

/**
 * Lists the location codes that `createDatabaseInstance` takes.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/location/get-locations.md
 */
export const listLocations: Handler<operations['listLocations']> = (_input, { locations }) => ({
  status: 200,
  body: { locations },
});

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/locations.go */
export const getLocation: Handler<operations['getLocation']> = ({ path: { location: code } }, { locations }) => {
  if (!Object.hasOwn(locations, code)) throw new Problem(404, messages.locationNotFound(code));
  const described = (each: string) => ({ code: each, description: locations[each]! });
  const closest = closestLocations(code, Object.keys(locations)).map(described);
  return { status: 200, body: { location: { ...described(code), closest } } };
};

/** The locations that the contract's example lists: their codes and names. */
export function locationsOf(contract: Contract): Readonly<Record<string, string>> {
  const { locations } = contract.example('listLocations', 200, 'listed') as {
    locations: Record<string, string>;
  };
  return locations;
}
