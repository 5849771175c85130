import type { AnyHandler, Context } from '../../../sandbox/handler.ts';

/** The location of a database on this machine, as the vendor's CLI knows it. */
const localRegion = 'local';

/** A host and a port that the contracts allow. */
const authority = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/** For a caller in process, or with a host name that the contracts do not allow. */
const fallback = 'localhost';

/**
 * Lets handlers answer with local hostnames in sandboxes that ask for them. Every hostname is then the host and port
 * that the request was sent to, where a token names the database, and the primary's location is `local`. The vendor's
 * CLI connects to such a database without TLS.
 *
 * @see https://github.com/tursodatabase/turso-cli/pull/997
 */
export function withLocalHostnames(
  handlers: Readonly<Record<string, AnyHandler>>,
): Readonly<Record<string, AnyHandler>> {
  return Object.fromEntries(Object.entries(handlers).map(([id, handler]) => [id, localized(handler)]));
}

type Reply = Awaited<ReturnType<AnyHandler>>;

function localized(handler: AnyHandler): AnyHandler {
  return (input: { readonly host?: string | undefined }, context: Context) => {
    const reply = handler(input, context);
    if (context.hostnames !== 'local') return reply;
    const host = input.host !== undefined && authority.test(input.host) ? input.host : fallback;
    const localize = (settled: Reply): Reply => ({ ...settled, body: localBody(settled.body, host) });
    return reply instanceof Promise ? reply.then(localize) : localize(reply);
  };
}

type Fields = Readonly<Record<string, unknown>>;

function localBody(value: unknown, host: string): unknown {
  if (Array.isArray(value)) return value.map((each) => localBody(each, host));
  // Events are no plain object.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields: Fields = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, localBody(each, host)]));
  if ('DbId' in fields && 'Hostname' in fields) return localDatabase(fields, host);
  return 'uuid' in fields && 'hostname' in fields ? localInstance(fields, host) : fields;
}

function localDatabase(fields: Fields, host: string): Fields {
  const { primaryRegion, regions } = fields;
  if (primaryRegion === undefined) return { ...fields, Hostname: host };
  const codes = (regions as readonly string[]).map((code) => (code === primaryRegion ? localRegion : code));
  return { ...fields, Hostname: host, primaryRegion: localRegion, regions: codes };
}

function localInstance(fields: Fields, host: string): Fields {
  return { ...fields, hostname: host, ...(fields['type'] === 'primary' && { region: localRegion }) };
}
