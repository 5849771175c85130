import { loadavg } from 'node:os';
import { readMachine } from '../bench/machine.ts';
import type { Played, PlayOptions } from './play.ts';
import { type Costs, drawDay, serversNeeded, type Size, type Workload } from './simulate.ts';
import type { Kind, Memory, Throughput } from './throughput.ts';

export interface Crash extends Played, PlayOptions {
  readonly balancer: string;
}

export interface Figures {
  readonly crashes: readonly Crash[];
  readonly throughput: readonly (Throughput & { readonly kind: Kind })[];
  readonly memory: Memory;
}

const titles: Readonly<Record<Kind, string>> = {
  control: 'GET a database by name',
  sql: 'SELECT of a row by its key',
};

/** The day that is simulated: 10,000 jobs of a CI farm, each in a sandbox of its own. */
const workload: Workload = {
  sandboxes: 10_000,
  requests: { median: 400, sigma: 1.2 },
  seconds: { median: 240, sigma: 0.8 },
  sql: 0.5,
  idle: 600,
};

const sizes: readonly Size[] = [
  { name: '1 core, 1 GB', cores: 1, bytes: 1e9, sandboxes: 256 },
  { name: '2 cores, 4 GB', cores: 2, bytes: 4e9, sandboxes: 1_000 },
  { name: '4 cores, 16 GB', cores: 4, bytes: 16e9, sandboxes: 4_000 },
];

const seeds = [1, 2, 3] as const;

/** Writes the part of the guide's page that has the figures, and the picture of the throughput. */
export function report({ crashes, throughput, memory }: Figures): { page: string; picture: string } {
  const [busy = 0] = loadavg();
  const { processor, cores, memory: size, system, node } = readMachine();
  const of = (kind: Kind): readonly Throughput[] => throughput.filter((each) => each.kind === kind);
  const costs: Costs = {
    controlMicroseconds: of('control')[0]!.microseconds,
    sqlMicroseconds: of('sql')[0]!.microseconds,
    baseBytes: memory.base + memory.sqlBase,
    sandboxBytes: memory.sandbox + memory.sqlSandbox,
  };
  const page = [
    `Measured on ${processor}, ${cores} cores, ${size}, ${system}, Node ${node}, by \`npm run balance\` in a clone.`,
    '### A server dies',
    table(
      ['Balancer', 'Sandboxes', 'Writes', 'Acknowledged', 'Requests without a response', 'Rows lost or mixed up'],
      crashes.map((each) => [
        each.balancer,
        each.sandboxes,
        each.sandboxes * each.writes,
        each.acknowledged,
        each.failures,
        each.defects.length,
      ]),
    ),
    'The test kills one of three servers with `SIGKILL` in the middle and restarts it. At the end it compares each sandbox with the acknowledged writes. Three of four writes are rows of SQL, the others are databases.',
    '### Throughput',
    `![Requests a second through HAProxy. ${describe(throughput)}](images/throughput.svg)`,
    table(
      ['Request', 'Servers', 'Requests a second', 'Processor time of the servers for a request'],
      throughput.map((each) => [
        titles[each.kind],
        each.servers,
        round(each.requestsPerSecond),
        `${round(each.microseconds)} µs`,
      ]),
    ),
    `The client, HAProxy and all servers share the ${cores} cores of this machine. So the figures show the cost of the balancer and of more servers. They do not show how throughput grows with separate machines. Plan with the processor time for a request. It grows if processes compete for the cores.`,
    ...(busy > Number(cores)
      ? [
          `The machine did other work meanwhile (load average ${busy.toFixed(1)}), so times on an idle machine are shorter.`,
        ]
      : []),
    '### Memory',
    table(
      ['Part', 'Megabytes'],
      [
        ['a server with `default`', mega(memory.base)],
        ['one more sandbox', mega(memory.sandbox)],
        ['the processes that run SQL', mega(memory.sqlBase)],
        ['one more sandbox with an open database', mega(memory.sqlSandbox)],
      ],
    ),
    '### 10,000 sandboxes',
    `The simulation plays a day of ${thousands(workload.sandboxes)} sandboxes with the figures above. Most sandboxes begin in working hours. A sandbox sends ${workload.requests.median} requests in ${workload.seconds.median / 60} minutes (medians of log-normal distributions), half of them SQL. It stays open for ${workload.idle / 60} idle minutes. The simulation looks at the fullest server at the fullest minute. A server counts as full at 60 % of its processor, 75 % of its memory or its \`--max-sandboxes\`. The number of servers includes one spare, so one server can be down. The numbers of sandboxes and requests are assumptions. Find those of your team in the journal of a server.`,
    table(
      ['Size of a server', '`--max-sandboxes`', 'Servers', 'Open sandboxes', 'Memory', 'Cores in use'],
      sizes.map((each) => needs(each, costs)),
    ),
    `Figures of the fullest server, for the worst of ${seeds.length} simulated days.`,
  ].join('\n\n');
  return { page, picture: picture(throughput) };
}

function needs(size: Size, costs: Costs): (string | number)[] {
  const days = seeds.map((seed) => serversNeeded(drawDay(workload, seed), size, workload, costs));
  if (days.some((each) => each === undefined)) return [size.name, size.sandboxes, 'more than 65', '–', '–', '–'];
  const worst = days.reduce((one, other) => (other!.count > one!.count ? other : one))!;
  const { peak, count } = worst;
  return [size.name, size.sandboxes, count, peak.sandboxes, `${mega(peak.bytes)} MB`, peak.processor.toFixed(2)];
}

function describe(throughput: Figures['throughput']): string {
  const each = (kind: Kind): string => {
    const rates = throughput.filter((one) => one.kind === kind);
    return `${titles[kind]}: ${rates.map((one) => `${round(one.requestsPerSecond)} with ${one.servers}`).join(', ')}.`;
  };
  return `${each('control')} ${each('sql')}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

function cell(value: string | number): string {
  return typeof value === 'number' ? thousands(value) : value;
}

const thousands = (value: number): string => value.toLocaleString('en-US');
const round = (value: number): string => thousands(Number(value.toPrecision(3)));
const mega = (bytes: number): string => (bytes / 1e6).toPrecision(bytes < 1e7 ? 2 : 3);

const width = 640;
const left = 210;
const rowHeight = 26;

/** A bar for each number of servers. */
function picture(throughput: Figures['throughput']): string {
  const most = Math.max(...throughput.map((each) => each.requestsPerSecond));
  const rows = throughput.map((each, index) => {
    const y = 40 + index * rowHeight + Math.floor(index / 3) * 14;
    const length = Math.round((each.requestsPerSecond / most) * (width - left - 90));
    const label = index % 3 === 0 ? `<text x="0" y="${y + 13}">${titles[each.kind]}</text>` : '';
    return `${label}<text class="quiet" x="${left - 10}" y="${y + 13}" text-anchor="end">${each.servers}</text><rect class="${each.kind}" x="${left}" y="${y}" width="${length}" height="18" rx="3"/><text class="quiet" x="${left + length + 8}" y="${y + 13}">${round(each.requestsPerSecond)}</text>`;
  });
  const height = 40 + rowHeight * throughput.length + 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">Requests a second through HAProxy, by number of servers</title>
<style>
text { font: 13px ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; fill: #17201f; }
.page { fill: #ffffff; }
.quiet { fill: #566361; font-size: 12px; }
.control { fill: #0b6b63; }
.sql { fill: #a9b4b3; }
@media (prefers-color-scheme: dark) {
  text { fill: #e4e9ec; }
  .page { fill: #0e1116; }
  .quiet { fill: #9aa6b0; }
  .control { fill: #3fb3a4; }
  .sql { fill: #56636f; }
}
</style>
<rect class="page" width="${width}" height="${height}"/>
<text class="quiet" x="0" y="20">Requests a second, with 1, 2 and 3 servers on one machine</text>
${rows.join('\n')}
</svg>
`;
}
