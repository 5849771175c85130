import { isSandboxName } from '../../sandbox/tokens.ts';

/** The messages of the admin API. The contract's examples contain each of them. */
export const messages = {
  foreignHost: (host: string, own: string) =>
    `host ${host} is not this server; use 127.0.0.1, localhost, ${own} or one of --allowed-host`,
  foreignOrigin: (origin: string) =>
    `${origin} may not call the admin API; only pages of this server may, and those of --allowed-origin`,
  organizationNotFound: (slug: string) => `there is no organization ${slug}`,
  databaseNotFound: (organization: string, name: string) => `organization ${organization} has no database ${name}`,
  groupNotFound: (organization: string, name: string) => `organization ${organization} has no group ${name}`,
  inviteNotFound: (organization: string, email: string) => `organization ${organization} has no invite for ${email}`,
  instanceNotFound: (database: string, name: string) => `database ${database} has no instance ${name}`,
  noInstance: (database: string) => `database ${database} has no instance`,
  sandboxNotFound: (name: string, names: readonly string[]) => {
    const advice = isSandboxName(name) ? '; the first request with its token creates it' : '';
    return `there is no sandbox ${name}; the server has ${listed(names)}${advice}`;
  },
  allSandboxes: 'only listExchanges and streamExchanges accept sandbox=*; name one sandbox',
  notASandboxName: 'must be 1 to 63 lower-case letters, digits and hyphens',
  draining: 'this server is about to end; send new requests to another one',
  notTheName: 'must be the name in the body',
  sandboxStays: (name: string) => `the sandbox ${name} cannot be deleted; reset it instead`,
  stateless: (name: string) => `the server is stateless and keeps nothing, so ${name} has no effect; remove it`,
  hasNoEffect: 'has no effect on a stateless server',
  faultNotFound: (id: string) => `there is no fault rule ${id}`,
  exchangeNotFound: (id: string) => `the journal has no exchange ${id}`,
  newerSnapshot: (version: number) =>
    `the snapshot has version ${version} of the format; this Mockplane reads version 1`,
  unsound: (places: number) => `the snapshot is invalid in ${places} ${places === 1 ? 'place' : 'places'}`,
  noSqlHere: 'holds rows of SQL, which this Node cannot run; use Node 24.15 or newer',
  noSqliteFile: (reason: string) => `is not a SQLite file: ${reason}`,
  unknownOperation: (id: string, near: string | undefined) =>
    `there is no operation ${id}; ${near === undefined ? 'see /docs/ for the list' : `did you mean ${near}?`}`,
  notAnOperation: 'is not an operation of a mocked API',
  waitTooLong: 'must be at most 1m',
  notADuration: 'must be a duration such as 90s, 1h30m or 2d',
  setBack: (from: string, to: string) => `the clock cannot go back from ${from} to ${to}`,
  tooFar: (last: string) => `the clock cannot pass ${last}`,
} as const;

const namesShown = 20;

function listed(names: readonly string[]): string {
  const more = names.length - namesShown;
  return `${names.slice(0, namesShown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
