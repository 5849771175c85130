import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCli, startCli } from '../helpers/cli.ts';
import { type Balancer, type BalancerName, freePorts, startBalancer } from './balancers.ts';

/** Servers behind a load balancer. */
export interface Farm {
  readonly url: string;
  /** The addresses of the servers themselves. */
  readonly servers: readonly string[];
  /** Their processes. */
  pids(): number[];
  /** Ends a server as a crash would. */
  kill(index: number): Promise<void>;
  /** Tells a server to end. @returns settles when it has */
  terminate(index: number): Promise<void>;
  /** Starts it again, on its port and its directories. */
  restart(index: number): Promise<void>;
  stop(): Promise<void>;
}

export interface FarmOptions {
  readonly balancer: BalancerName;
  /** One to three; three unless given. */
  readonly servers?: number | undefined;
  /** Whether the sandboxes are kept in a shared directory; true unless given. */
  readonly isKept?: boolean | undefined;
  readonly args?: readonly string[] | undefined;
}

/** Starts servers and a load balancer as the guide says. */
export async function startFarm({ balancer, servers = 3, isKept = true, args = [] }: FarmOptions): Promise<Farm> {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-farm-'));
  const shared = join(folder, 'shared');
  const ports = await freePorts(servers);
  const start = (index: number): Promise<RunningCli> => {
    const own = ['--data', join(folder, `server-${index + 1}`), '--shared-data', shared];
    const options = ['--port', String(ports[index]), '--quiet', '--transitions', 'immediate', ...(isKept ? own : [])];
    return startCli([...options, ...args]);
  };
  const running = await Promise.all(ports.map((_, index) => start(index)));
  const front: Balancer = await startBalancer(balancer, ports);
  const end = async (index: number, signal: NodeJS.Signals): Promise<void> => {
    running[index]!.signal(signal);
    await running[index]!.ended;
  };
  return {
    url: front.url,
    servers: ports.map((port) => `http://127.0.0.1:${port}`),
    pids: () => running.map(({ pid }) => pid),
    kill: (index) => end(index, 'SIGKILL'),
    terminate: (index) => end(index, 'SIGTERM'),
    async restart(index) {
      running[index] = await start(index);
    },
    async stop() {
      await front.stop();
      await Promise.all(running.map((_, index) => end(index, 'SIGKILL')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
