import { defaultToken } from '../mockplane/options.ts';
import { isLoopback } from '../apis/admin/guard.ts';
import { startMockplane } from '../mockplane/start.ts';
import { version } from '../mockplane/version.ts';
import { createJsonLog, createLog } from './log.ts';
import { readOptions, startOptions } from './options.ts';
import { banner, help, networkWarning } from './text.ts';
import { setFlagsFromString } from 'node:v8';

/** Starts the server as the command line and the environment ask, and leaves it running. */
export async function serve(args: string[]): Promise<number | undefined> {
  const options = readOptions(args, process.env);
  const { help: isHelp, version: isVersion, json, quiet, watch } = options;
  if (isHelp || isVersion) {
    process.stdout.write(`${isHelp ? help() : version()}\n`);
    return 0;
  }
  const log = json ? createJsonLog(process.stdout) : createLog(process.stdout);
  const mockplane = await startMockplane({
    ...startOptions(options),
    onExchange: quiet ? undefined : log.exchange,
  });
  limitHeapGrowth();
  const { url, token, mode } = mockplane;
  const known = token === defaultToken ? { token } : {};
  if (json)
    process.stdout.write(`${JSON.stringify({ event: 'listening', url, ...known, mode, version: version() })}\n`);
  else process.stdout.write(`${banner({ url, token, mode, version: version(), stream: process.stdout })}\n`);
  if (!isLoopback(options.host)) log.note(networkWarning(options.host));
  const unwatch = watch ? await startWatch(mockplane, log.note) : undefined;
  closeOnSignal(async () => {
    unwatch?.();
    await mockplane.close();
  });
  return undefined;
}

async function startWatch(mockplane: Awaited<ReturnType<typeof startMockplane>>, onLine: (line: string) => void) {
  const { watchSpec } = await import('./watch.ts');
  return watchSpec({ onContracts: (contracts) => mockplane.reload(contracts), onLine });
}

/** Ctrl-C finishes what was accepted; a second one does not wait. */
function closeOnSignal(close: () => Promise<void>): void {
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1);
      closing = true;
      void close().then(() => process.exit(0));
    });
  }
}

/**
 * Keeps the process small. The journal keeps each exchange for the next thousand, which V8 takes for a reason to let
 * its young generation grow to its limit, and then its old one to several times what is alive: 200 MB after a hundred
 * thousand requests where 110 do. It costs some processor time, most where much is listed.
 *
 * To be called when the server has started: what its start needed is the size that the young generation keeps.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  // In percent of what is alive: how much may come before it is collected.
  setFlagsFromString('--heap-growing-percent=50');
}
