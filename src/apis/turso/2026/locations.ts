import type { operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import { closestLocations } from '../resources/closest-locations.ts';
import { awsLocations, flyLocations, isOnAws, locationName } from '../resources/locations.ts';

/**
 * Those where groups can be created.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/locations/list.mdx
 */
export const listLocations: Handler<operations['listLocations']> = () => ({
  status: 200,
  body: { locations: { ...awsLocations } },
});

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/locations.go */
export const listLocationsByPlatform: Handler<operations['listLocationsByPlatform']> = () => ({
  status: 200,
  body: byPlatform,
});

/** Every organization has all of them here. */
export const listOrganizationLocations: Handler<operations['listOrganizationLocations']> = () => ({
  status: 200,
  body: byPlatform,
});

/**
 * The nearest of the same platform stand for one that has no room.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/locations.go
 */
export const getLocation: Handler<operations['getLocation']> = ({ path: { location: code } }) => {
  const description = locationName(code);
  if (description === undefined) throw new Problem(404, messages.locationNotFound(code));
  const platform = isOnAws(code) ? awsLocations : flyLocations;
  const closest = closestLocations(code, Object.keys(platform)).map((each) => ({
    code: each,
    description: platform[each]!,
  }));
  return { status: 200, body: { location: { code, description, closest } } };
};

const byPlatform = { locations: { aws: { ...awsLocations }, fly: { ...flyLocations } } };
