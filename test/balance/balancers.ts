import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../helpers/folders.ts';

/** The load balancers that the guide has configurations for. */
export const balancers = ['haproxy', 'nginx'] as const;
export type BalancerName = (typeof balancers)[number];

/** A load balancer that runs. */
export interface Balancer {
  readonly url: string;
  stop(): Promise<void>;
}

const deploy = join(root, 'src/site/guide/deploy');

/** The ports in the guide's configurations: the balancer's own, and those of the three servers. */
const guidePorts = [4000, 4011, 4012, 4013] as const;

const njs = '/usr/lib/nginx/modules/ngx_http_js_module.so';

/** Why a balancer cannot be tested on this machine; undefined if it can. */
export function missing(name: BalancerName): string | undefined {
  if (spawnSync(name, ['-v']).error) return `${name} is not installed`;
  const hasNjs = name !== 'nginx' || spawnSync('test', ['-e', njs]).status === 0;
  return hasNjs ? undefined : 'nginx has no njs (libnginx-mod-http-js)';
}

/**
 * Starts a balancer with the guide's configuration, in which only the ports and the file for the process id differ.
 *
 * @param ports of one to three servers; the configuration loses the others
 */
export async function startBalancer(name: BalancerName, ports: readonly number[]): Promise<Balancer> {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-balance-'));
  cpSync(deploy, folder, { recursive: true });
  const [port] = await freePorts(1);
  const file = join(folder, name === 'haproxy' ? 'haproxy.cfg' : 'nginx.conf');
  const all = [port!, ...ports];
  const changed = guidePorts.reduce(
    (given, from, index) => {
      const to = all[index];
      const place = new RegExp(`127\\.0\\.0\\.1:${from}\\b`);
      if (to !== undefined) return given.replace(place, `127.0.0.1:${to}`);
      return given
        .split('\n')
        .filter((line) => !place.test(line))
        .join('\n');
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, changed.replace('/run/nginx-mockplane.pid', join(folder, 'pid')));
  const args = name === 'haproxy' ? ['-db', '-f', file] : ['-c', file, '-g', 'daemon off; error_log stderr error;'];
  const child = spawn(name, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(`${url}/_mockplane/health`, () => (child.exitCode === null ? undefined : errors));
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswered(url: string, failure: () => string | undefined): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const why = failure();
    if (why !== undefined) throw new Error(`The load balancer has ended: ${why}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // It does not listen yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The load balancer does not answer.');
}

/** Ports that nothing listens on. Another program could take one before it is used. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
