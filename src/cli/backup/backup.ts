import { OptionError } from '../../mockplane/options.ts';
import { defaultHost, defaultPort } from '../../mockplane/running-mockplane.ts';
import { parseArguments } from '../options.ts';
import { ServerError } from '../sql/errors.ts';
import { backupHelp } from '../text.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';
import { parseEvents } from './events.ts';
import { createTarget } from './target.ts';

const flags = { url: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/** Copies the data of a running server into a new directory. @returns the exit code */
export async function backup(args: string[]): Promise<number> {
  const { values, positionals } = parseArguments({ args, options: flags, allowPositionals: true });
  if (values.help) {
    process.stdout.write(`${backupHelp()}\n`);
    return 0;
  }
  const [directory, ...others] = positionals;
  if (directory === undefined || directory === '' || others.length > 0) {
    throw new OptionError('backup takes one directory, such as: mockplane backup ./copy');
  }
  const url = parseUrl(values.url ?? (process.env['MOCKPLANE_URL'] || `http://${defaultHost}:${defaultPort}`));
  const target = createTarget(directory);
  try {
    const end = await copy(url, target.write);
    target.finish();
    const [sandboxes, files] = [counted(end.sandboxes.length, 'sandbox', 'es'), counted(end.files, 'file', 's')];
    process.stdout.write(`${directory} has ${sandboxes} in ${files}. To use it: mockplane --data ${directory}\n`);
    if (end.elsewhere.length > 0) {
      process.stderr.write(`mockplane: other servers have these sandboxes open: ${end.elsewhere.join(', ')}\n`);
    }
    return 0;
  } catch (error) {
    target.discard();
    if (!(error instanceof ServerError)) throw error;
    process.stderr.write(`mockplane: ${error.message}\n`);
    return 1;
  }
}

function counted(count: number, name: string, ending: string): string {
  return `${count} ${name}${count === 1 ? '' : ending}`;
}

interface End {
  readonly files: number;
  readonly sandboxes: readonly string[];
  readonly elsewhere: readonly string[];
}

/** @throws ServerError when no server answers, or the copy is not whole */
async function copy(url: string, write: (path: string, piece: Uint8Array) => void): Promise<End> {
  const events = parseEvents(await open(`${url}/_mockplane/backup`));
  for (;;) {
    const { done, value } = await next(events);
    if (done) throw new ServerError('the server ended before the copy was complete; try again');
    if (value.type === 'end') return value.data as End;
    const { path, base64 } = value.data as { path: string; base64: string };
    write(path, Buffer.from(base64, 'base64'));
  }
}

async function next<T>(events: AsyncIterator<T>): Promise<IteratorResult<T, unknown>> {
  try {
    return await events.next();
  } catch (error) {
    throw new ServerError(`the copy was interrupted: ${(error as Error).message}; try again`, { cause: error });
  }
}

async function open(url: string): Promise<ReadableStream<Uint8Array>> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    const { origin } = new URL(url);
    throw new ServerError(`no server responds at ${origin}; start one with mockplane, or pass its URL with --url`, {
      cause: error,
    });
  }
  if (response.ok && response.body) return response.body;
  throw new ServerError(`${url} returned ${response.status}: ${(await response.text()).slice(0, 500)}`);
}

function parseUrl(url: string): string {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new OptionError(`--url takes the URL of a Mockplane, such as http://127.0.0.1:4010, not "${url}"`);
  return withoutTrailingSlashes(url);
}
