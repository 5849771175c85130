import { setTimeout as sleep } from 'node:timers/promises';

/** A client of one sandbox. It records its acknowledged writes and compares them with the contents of the sandbox. */
export interface Player {
  readonly name: string;
  /** Inserts the next row. @returns whether it was acknowledged */
  insert(): Promise<boolean>;
  /** Creates the next database. @returns whether it was acknowledged */
  create(): Promise<boolean>;
  /** Compares everything that the sandbox has with what was acknowledged. @returns what is wrong with it */
  compare(): Promise<string[]>;
  /** The names of everything that was acknowledged, and of everything that may be there. */
  state(): Seen & { readonly uncertain: readonly string[] };
  /** Reads what another server has of the sandbox. */
  read(from?: string): Promise<Seen>;
  /** How often a request had to be sent again or was given up. */
  failures(): number;
}

export interface Seen {
  readonly rows: readonly string[];
  readonly databases: readonly string[];
}

/** The client retries on these statuses: the sandbox moves to another server, or the balancer finds no server. */
const transientStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

const tries = 240;
const pause = 100;

interface Sent {
  readonly status: number;
  readonly body: string;
}

/** The path and the body of a request that runs SQL. */
function pipeline(sql: string): [path: string, body: unknown] {
  return ['/_db/my-org/my-db/v2/pipeline', { requests: [{ type: 'execute', stmt: { sql } }, { type: 'close' }] }];
}

function hasRun({ status, body }: Sent): boolean {
  return status === 200 && !body.includes('"type":"error"');
}

/**
 * Creates a client of a sandbox.
 *
 * A request that gets no answer may have been done or not. So every row and every database has a name of its own, one
 * that was not acknowledged may be there or not, and the next attempt has another name.
 */
export function createPlayer(url: string, name: string): Player {
  const token = name === 'default' ? 'mockplane-token' : `mockplane-token~${name}`;
  const databases = '/v1/organizations/my-org/databases';
  const rows = { acknowledged: new Set<string>(), uncertain: new Set<string>() };
  const made = { acknowledged: new Set<string>(['my-db', 'staging-db']), uncertain: new Set<string>() };
  let failures = 0;
  let number = 0;
  let jwt: Promise<string> | undefined;

  const send = async (
    method: string,
    path: string,
    bearer: string,
    body?: unknown,
    from = url,
  ): Promise<Sent | undefined> => {
    try {
      const response = await fetch(from + path, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const sent = { status: response.status, body: await response.text() };
      const isLocked = sent.body.includes('SQLITE_BUSY');
      if (!transientStatuses.has(sent.status) && !isLocked) return sent;
    } catch {
      // The connection was lost, or the balancer had nobody to send it to.
    }
    failures += 1;
    return undefined;
  };
  /** Sends a request that can be repeated until it is answered. */
  const insist = async (...request: Parameters<typeof send>): Promise<Sent> => {
    for (let turn = 0; turn < tries; turn++) {
      const sent = await send(...request);
      if (sent) return sent;
      await sleep(pause);
    }
    throw new Error(`${name}: ${request[0]} ${request[1]} gets no answer`);
  };
  const begin = async (): Promise<string> => {
    const minted = await insist('POST', `${databases}/my-db/auth/tokens`, token);
    const { jwt: found } = JSON.parse(minted.body) as { jwt: string };
    const [path, body] = pipeline('CREATE TABLE IF NOT EXISTS own (name TEXT PRIMARY KEY)');
    const created = await insist('POST', path, found, body);
    if (created.status !== 200) throw new Error(`${name}: ${created.status} ${created.body}`);
    return found;
  };
  const note = (sets: typeof rows, row: string, sent: Sent | undefined, isDone: (sent: Sent) => boolean): boolean => {
    if (!sent) {
      sets.uncertain.add(row);
      return false;
    }
    if (!isDone(sent)) throw new Error(`${name}: ${row} was refused with ${sent.status} ${sent.body}`);
    sets.acknowledged.add(row);
    return true;
  };
  const differences = (what: string, sets: typeof rows, seen: readonly string[]): string[] => [
    ...[...sets.acknowledged].filter((row) => !seen.includes(row)).map((row) => `${name} has lost the ${what} ${row}`),
    ...seen
      .filter((row) => !sets.acknowledged.has(row) && !sets.uncertain.has(row))
      .map((row) => `${name} has the ${what} ${row}, which it never made`),
  ];

  const read = async (from: string): Promise<Seen> => {
    jwt ??= begin();
    const [path, body] = pipeline('SELECT name FROM own');
    const selected = await insist('POST', path, await jwt, body, from);
    const listed = await insist('GET', databases, token, undefined, from);
    if (selected.status !== 200) throw new Error(`${name} cannot read: ${selected.status} ${selected.body}`);
    const { databases: found } = JSON.parse(listed.body) as { databases: { Name: string }[] };
    return {
      rows: [...selected.body.matchAll(/"value":"([^"]+)"/g)].map(([, row]) => row!),
      databases: found.map((each) => each.Name),
    };
  };

  return {
    name,
    async insert() {
      jwt ??= begin();
      const bearer = await jwt;
      const row = `${name}-${++number}`;
      const [path, body] = pipeline(`INSERT INTO own VALUES ('${row}')`);
      return note(rows, row, await send('POST', path, bearer, body), hasRun);
    },
    async create() {
      const row = `${name}-${++number}`;
      return note(made, row, await send('POST', databases, token, { name: row }), ({ status }) => status === 200);
    },
    async compare() {
      const seen = await read(url);
      return [...differences('row', rows, seen.rows), ...differences('database', made, seen.databases)];
    },
    state: () => ({
      rows: [...rows.acknowledged],
      databases: [...made.acknowledged],
      uncertain: [...rows.uncertain, ...made.uncertain],
    }),
    read: (from = url) => read(from),
    failures: () => failures,
  };
}
