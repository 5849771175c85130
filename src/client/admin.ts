import type { components, paths } from '../contract/generated/admin.ts';
import { type Client, type ClientOptions, createClient } from './client.ts';

export type { Outcome } from './outcome.ts';
export { UnexpectedResponseError } from './unexpected-response-error.ts';
export type { components, operations, paths } from '../contract/generated/admin.ts';

/** How a client reaches the admin API; it needs no token. */
export type AdminClientOptions = Omit<ClientOptions, 'token'>;

/** The objects of the admin API by name: `AdminSchemas['Snapshot']`. */
export type AdminSchemas = components['schemas'];

export type AdminClient = Client<paths>;

/** Successes are JSON or events, errors are problem details. */
const documented = /^(?:application\/(?:problem\+)?json|text\/event-stream)\b/i;

/**
 * Makes a client of Mockplane's own API, which controls a running Mockplane.
 *
 * @example
 * const admin = createAdminClient();
 * await admin.POST('/_mockplane/clock/advance', { body: { by: '1h' } });
 */
export function createAdminClient(options: AdminClientOptions = {}): AdminClient {
  return createClient<paths>(options, () => ({}), documented);
}
