/** The part of the server that the page shows, from the page's address. */
export interface View {
  /** The sandbox whose state is shown and controlled. */
  readonly sandbox: string;
  /** Whether the log shows the requests of all sandboxes. */
  readonly showsAll: boolean;
}

/** The sandbox that every server has. */
export const defaultSandbox = 'default';

/** Selects the exchanges of all sandboxes in calls of the admin API. */
const allSandboxes = '*';

/** Reads the view from the query of an address: `?sandbox=worker-1&log=all`. */
export function readView(search: string): View {
  const query = new URLSearchParams(search);
  return { sandbox: query.get('sandbox') || defaultSandbox, showsAll: query.get('log') === 'all' };
}

/** Writes the query of the address that shows a view; empty for the default view. */
export function searchOf({ sandbox, showsAll }: View): string {
  const query = new URLSearchParams();
  if (sandbox !== defaultSandbox) query.set('sandbox', sandbox);
  if (showsAll) query.set('log', 'all');
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** The value of `sandbox` with which the log is requested. */
export function logSandbox({ sandbox, showsAll }: View): string {
  return showsAll ? allSandboxes : sandbox;
}

/** Identifies an exchange: ids count in each sandbox. */
export interface ExchangeKey {
  readonly sandbox: string;
  readonly id: number;
}

/** Reads the open exchange from the hash of an address; undefined when none is open. */
export function readOpened(hash: string, { sandbox }: View): ExchangeKey | undefined {
  const [, name = sandbox, id] = /^#\/exchanges\/(?:([a-z0-9-]+)\/)?(-?\d+)$/.exec(hash) ?? [];
  return id === undefined ? undefined : { sandbox: name, id: Number(id) };
}

/** Writes the hash of the address that opens an exchange. */
export function hashOf({ sandbox, id }: ExchangeKey, view: View): string {
  return sandbox === view.sandbox ? `#/exchanges/${id}` : `#/exchanges/${sandbox}/${id}`;
}

/** Whether two keys identify the same exchange. */
export function isSameExchange(one: ExchangeKey, other: ExchangeKey | undefined): boolean {
  return one.id === other?.id && one.sandbox === other.sandbox;
}
