import type { components, paths } from '../contract/generated/turso-2026.ts';
import { type Client, type ClientOptions, createClient } from './client.ts';

export type { ClientOptions } from './client.ts';
export type { Outcome } from './outcome.ts';
export { UnexpectedResponseError } from './unexpected-response-error.ts';
export type { components, operations, paths } from '../contract/generated/turso-2026.ts';

/** The objects of the Turso Platform API of 2026 by name: `TursoSchemas['Database']`. */
export type TursoSchemas = components['schemas'];

export type TursoClient = Client<paths>;

/**
 * Makes a client of the Turso Platform API of 2026. In process it reaches that edition whatever is served at the root; with a
 * `baseUrl` of a Mockplane that serves another edition at the root, end that in `/2026`.
 *
 * @example
 * const turso = createTursoClient({ baseUrl: 'https://api.turso.tech', token: process.env.TURSO_API_TOKEN });
 * const { data, error } = await turso.GET('/v1/organizations/{organizationSlug}/databases', {
 *   params: { path: { organizationSlug: 'my-org' } },
 * });
 */
export function createTursoClient(options: ClientOptions = {}): TursoClient {
  const { baseUrl = 'http://127.0.0.1:4010/2026', ...rest } = options;
  return createClient<paths>({ ...rest, baseUrl }, (token) => ({ authorization: `Bearer ${token}` }));
}
