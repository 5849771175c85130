import type { components, paths } from '../contract/generated/admin.ts';
import { type Client, type ClientOptions, createClient } from './client.ts';

export type { Outcome } from './outcome.ts';
export { UnexpectedResponseError } from './unexpected-response-error.ts';
export type { components, operations, paths } from '../contract/generated/admin.ts';

/** Options of an admin client. The admin API needs no token. */
export type AdminClientOptions = Omit<ClientOptions, 'token'>;

/** The schemas of the admin API by name: `AdminSchemas['Snapshot']`. */
export type AdminSchemas = components['schemas'];

export type AdminClient = Client<paths>;

/** Media types of the admin API: JSON, events and problem details. */
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
