import { createHash } from 'node:crypto';
import { createDraw } from '../../src/sandbox/draw.ts';

/** The sandboxes that a team creates in a day, and their requests. */
export interface Workload {
  /** Sandboxes that are created within the day. */
  readonly sandboxes: number;
  /** Requests of a sandbox: the median and the spread (sigma) of a log-normal distribution. */
  readonly requests: { readonly median: number; readonly sigma: number };
  /** Seconds from its first to its last request, likewise. */
  readonly seconds: { readonly median: number; readonly sigma: number };
  /** The part of the requests that run SQL. */
  readonly sql: number;
  /** Seconds that an idle sandbox stays open. */
  readonly idle: number;
}

/** The processor time of a request and the memory of a sandbox. */
export interface Costs {
  readonly controlMicroseconds: number;
  readonly sqlMicroseconds: number;
  readonly baseBytes: number;
  readonly sandboxBytes: number;
}

/** A size of server. */
export interface Size {
  readonly name: string;
  readonly cores: number;
  readonly bytes: number;
  /** `--max-sandboxes` */
  readonly sandboxes: number;
}

/** The load of the busiest server at its busiest moment. */
export interface Peak {
  /** The part of one core, from 0. */
  readonly processor: number;
  readonly bytes: number;
  readonly sandboxes: number;
}

/** How much of a server may be in use at the peak. */
const processorShare = 0.6;
const memoryShare = 0.75;

/** How long the moments are at which a server is looked at, in seconds. */
const slot = 60;

const day = 86_400;

/** A sandbox of the day. */
export interface Visit {
  readonly name: string;
  readonly from: number;
  readonly until: number;
  readonly requests: number;
}

/** Draws the sandboxes of a day. Most arrive in working hours. The same seed draws the same day. */
export function drawDay({ sandboxes, requests, seconds }: Workload, seed: number): Visit[] {
  const random = createDraw(seed);
  const logNormal = ({ median, sigma }: { median: number; sigma: number }): number => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return median * Math.exp(sigma * normal);
  };
  const arrival = (): number => {
    for (;;) {
      const second = random() * day;
      // A night of a tenth, and two hills: before and after noon.
      const hour = second / 3_600;
      const hill = (at: number): number => Math.exp(-((hour - at) ** 2) / 4);
      if (random() < 0.1 + 0.9 * Math.max(hill(10.5), hill(15))) return second;
    }
  };
  return Array.from({ length: sandboxes }, (_, index) => {
    const from = arrival();
    return {
      name: `job-${seed}-${index}`,
      from,
      until: from + Math.max(1, logNormal(seconds)),
      requests: Math.max(1, Math.round(logNormal(requests))),
    };
  });
}

/** Plays a day on servers over which the names are hashed. @returns the peak of the fullest server */
export function playDay(visits: readonly Visit[], servers: number, workload: Workload, costs: Costs): Peak {
  const slots = Math.ceil((day * 2) / slot);
  const load = Array.from({ length: servers }, () => new Float64Array(slots));
  const open = Array.from({ length: servers }, () => new Float64Array(slots));
  const each = workload.sql * costs.sqlMicroseconds + (1 - workload.sql) * costs.controlMicroseconds;
  for (const { name, from, until, requests } of visits) {
    const server = placeOf(name, servers);
    const [first, last] = [Math.floor(from / slot), Math.min(Math.floor(until / slot), slots - 1)];
    const seconds = (requests * each) / 1e6 / (last - first + 1);
    for (let at = first; at <= last; at++) load[server]![at]! += seconds / slot;
    const closed = Math.min(Math.floor((until + workload.idle) / slot), slots - 1);
    for (let at = first; at <= closed; at++) open[server]![at]! += 1;
  }
  const sandboxes = most(open);
  return { processor: most(load), sandboxes, bytes: costs.baseBytes + sandboxes * costs.sandboxBytes };
}

/** The highest value of all rows. */
function most(rows: readonly Float64Array[]): number {
  return Math.max(...rows.map((row) => row.reduce(larger, 0)));
}

const larger = (one: number, other: number): number => Math.max(one, other);

/** Returns how many servers of a size a day needs, with one more that may be away; undefined beyond 64. */
export function serversNeeded(
  visits: readonly Visit[],
  size: Size,
  workload: Workload,
  costs: Costs,
): { readonly count: number; readonly peak: Peak } | undefined {
  for (let left = 1; left <= 64; left++) {
    const peak = playDay(visits, left, workload, costs);
    // The server itself is one thread; the processes of SQL use other cores.
    const cores = Math.min(size.cores, 1 + workload.sql);
    const fits =
      peak.processor <= processorShare * cores &&
      peak.bytes <= memoryShare * size.bytes &&
      peak.sandboxes <= size.sandboxes;
    if (fits) return { count: left + 1, peak };
  }
  return undefined;
}

/** Spreads names as evenly as a balancer's hash does. */
function placeOf(name: string, servers: number): number {
  return createHash('sha1').update(name).digest().readUInt32BE() % servers;
}
