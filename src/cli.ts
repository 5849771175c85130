#!/usr/bin/env node
import { createLog } from './cli/log.ts';
import { banner, help } from './cli/text.ts';
import { OptionError, readOptions } from './cli/options.ts';
import { startMockplane } from './start.ts';
import { version } from './version.ts';

/** Starts the server as the command line and the environment ask. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) return print(help());
  if (options.version) return print(version());

  const { port, host, token } = options;
  const onExchange = options.quiet ? undefined : createLog(process.stdout);
  const mockplane = await startMockplane({ port, host, token, onExchange });
  print(banner({ url: mockplane.url, token: mockplane.token, version: version(), colour: process.stdout }));
  closeOnSignal(() => mockplane.close());
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

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What went wrong, in one line that says what to do. */
function explain(error: unknown): string {
  if (error instanceof OptionError) return `${error.message}. See mockplane --help.`;
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another with --port N, or --port 0 for a free one.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user. Choose one above 1023 with --port N.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `This machine has no address ${address ?? 'of that name'}. Choose another with --host.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`mockplane: ${explain(error)}\n`);
  process.exitCode = 1;
}
