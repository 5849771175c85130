import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultToken } from '../mockplane/options.ts';
import { isLoopback } from '../apis/admin/guard.ts';
import { startWithParts } from '../mockplane/start-with-parts.ts';
import { version } from '../mockplane/version.ts';
import { namingSnapshot } from './errors.ts';
import { createJsonLog, createLog } from './log.ts';
import { type Options, readOptions, startOptions } from './options.ts';
import { createReading } from './reading.ts';
import { noteOf, toShown } from './shown-documents.ts';
import { databaseFor } from './pick-database.ts';
import { banner, type BeginningState, help, networkWarning } from './text.ts';

/** The log's line for a client that tries TLS. */
const tlsNotice =
  'a client tried TLS; Mockplane speaks plain HTTP: use http:// or ws://, or libsql:// with ?tls=0 at the end of the URL';

/** Starts the server with the options of the command line and the environment, and leaves it running. */
export async function serve(args: string[]): Promise<number | undefined> {
  const options = readOptions(args, process.env);
  const { help: isHelp, version: isVersion, json, quiet, watch } = options;
  if (isHelp || isVersion) {
    process.stdout.write(`${isHelp ? help() : version()}\n`);
    return 0;
  }
  const watching = watch && options.documents === undefined ? await import('./watch.ts') : undefined;
  watching?.requireSpec();
  const state = beginningState(options);
  const log = json ? createJsonLog(process.stdout) : createLog(process.stdout);
  const loader = options.handlers && (await import('./handlers-file.ts')).createHandlersLoader(options.handlers);
  const reading = createReading(process.stderr);
  const { mockplane, parts, documents, follow } = await startWithParts(
    { ...startOptions(options), handlers: await loader?.load(), onExchange: quiet ? undefined : log.exchange },
    { onFile: reading.onFile, onTls: quiet ? undefined : () => log.note(tlsNotice) },
  )
    .finally(reading.end)
    .catch(namingSnapshot(options.snapshot));
  let unwatch: (() => void) | false | undefined;
  let unwatchHandlers: (() => void) | false | undefined;
  // Before the banner: a program that reads it may send a signal at once.
  closeOnSignal(async (signal) => {
    parts.drain();
    if (signal === 'SIGTERM') await sleep(options.drain);
    if (unwatch) unwatch();
    if (unwatchHandlers) unwatchHandlers();
    await mockplane.close();
  });
  const isBuiltIn = options.documents === undefined || options.builtInApis;
  const database = isBuiltIn ? await databaseFor(options, parts, () => mockplane.close()) : undefined;
  process.stdout.once('error', () => {
    process.stderr.write(
      'mockplane: the log cannot be written, because its reader ended or the disk is full; the server continues\n',
    );
  });
  const { url, token, mode } = mockplane;
  const known = token === defaultToken ? { token } : {};
  if (json)
    process.stdout.write(
      `${JSON.stringify({ event: 'listening', url, ...known, mode, version: version(), ...state })}\n`,
    );
  else
    process.stdout.write(
      `${banner({ url, token, mode, edition: options.edition, database, version: version(), state, stream: process.stdout, documents: documents?.current().map((each) => toShown(each, url)), isBuiltIn })}\n`,
    );
  for (const finding of documents?.current().flatMap((each) => each.findings) ?? []) log.note(noteOf(finding));
  if (!isLoopback(options.host)) log.note(networkWarning(options.host));
  for (const notice of options.notices) log.note(notice);
  unwatch = documents
    ? watch && (await import('./watch-documents.ts')).watchDocuments({ documents, onLine: log.note })
    : watching?.watchSpec({ onContracts: (contracts) => mockplane.reload(contracts), onLine: log.note });
  unwatchHandlers =
    watch && loader && (await import('./watch-handlers.ts')).watchHandlers({ loader, follow, onLine: log.note });
  return undefined;
}

/** Describes the state that the server begins with. Call it before the server writes to the directory. */
function beginningState({ stateless, data, snapshot, empty }: Options): BeginningState | undefined {
  if (stateless) return undefined;
  const isKept = data !== undefined && existsSync(join(data, 'mockplane.db'));
  return { data, baseline: snapshot === undefined ? (empty ? 'empty' : 'story') : 'snapshot', snapshot, isKept };
}

/** On the first signal, closes the server after its accepted requests; on the second, exits at once. */
function closeOnSignal(close: (signal: NodeJS.Signals) => Promise<void>): void {
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1);
      closing = true;
      void close(signal).then(() => process.exit(0));
    });
  }
}
