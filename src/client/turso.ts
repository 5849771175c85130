import type { components, paths } from '../contract/generated/turso-2023.ts';
import { type Client, type ClientOptions, createClient } from './client.ts';

export type { ClientOptions } from './client.ts';
export type { Outcome } from './outcome.ts';
export { UnexpectedResponseError } from './unexpected-response-error.ts';
export type { components, operations, paths } from '../contract/generated/turso-2023.ts';

/** The objects of the Turso Platform API by name: `TursoSchemas['Database']`. */
export type TursoSchemas = components['schemas'] & {
  /** @deprecated Its name is `CreateDatabaseRequest`. */
  NewDatabase: components['schemas']['CreateDatabaseRequest'];
  /** @deprecated Its name is `CreateInstanceRequest`. */
  NewInstance: components['schemas']['CreateInstanceRequest'];
};

export type TursoClient = Client<paths>;

/**
 * Makes a client of the Turso Platform API.
 *
 * @example
 * const turso = createTursoClient({ baseUrl: 'https://api.turso.tech', token: process.env.TURSO_API_TOKEN });
 * const { data, error } = await turso.GET('/v1/organizations/{org_slug}/databases', {
 *   params: { path: { org_slug: 'my-org' } },
 * });
 */
export function createTursoClient(options: ClientOptions = {}): TursoClient {
  return createClient<paths>(options, (token) => ({ authorization: `Bearer ${token}` }));
}
