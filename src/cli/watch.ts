import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { Api } from '../contract/api.ts';
import { apis } from '../apis/apis.ts';
import { type Contract, loadContract } from '../contract/contract.ts';
import { OptionError } from '../mockplane/options.ts';
import { bundle, canBundle, type Finding, lint, projectRoot } from '../redocly/spec.ts';

/**
 * How long to wait after the last change of a file before reading it, in milliseconds. Editors write a file in several
 * steps.
 */
const settleMilliseconds = 150;

/** The callbacks of the watch. */
export interface WatchOptions {
  /** Called with the new contracts when all of them can be served. */
  readonly onContracts: (contracts: readonly Contract[]) => void;
  /** Called with lines for people about each reload. */
  readonly onLine: (line: string) => void;
}

/** Checks what the watch needs. @throws OptionError when the `spec` folder or Redocly is missing */
export function requireSpec(): void {
  if (canBundle()) return;
  throw new OptionError('--watch needs the spec folder and @redocly/cli, as a clone of Mockplane has');
}

/**
 * Reloads the contract after each edit below `spec`, including referenced files. A broken contract is not loaded: the
 * last good one stays, and a line names the place of the error.
 *
 * @returns a function that ends the watch
 */
export function watchSpec(options: WatchOptions): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const onChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => reload(options));
    }, settleMilliseconds);
  };
  const watcher = openWatcher(onChange, (error) => {
    options.onLine(`the spec folder is not watched: ${error.message}; the server continues`);
  });
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}

/** Watches the `spec` folder. The system may refuse at once or later, when it has too many watched files. */
function openWatcher(onChange: () => void, onError: (error: Error) => void): FSWatcher | undefined {
  try {
    return watch(join(projectRoot, 'spec'), { recursive: true }, onChange).on('error', onError);
  } catch (error) {
    onError(error as Error);
    return undefined;
  }
}

/** Reads all documents, and loads them together or not at all. */
export async function reload({ onContracts, onLine }: WatchOptions): Promise<void> {
  onLine('spec changed; reading the contract');
  try {
    const read = await Promise.all(apis.map(readApi));
    const findings = read.flatMap((each) => each.findings);
    const broken = findings.filter(({ isBroken }) => isBroken);
    const failure = read.find(({ contract }) => typeof contract === 'string')?.contract;
    if (broken.length > 0 || failure !== undefined) {
      for (const line of broken.length > 0 ? lines(broken) : [String(failure)]) onLine(line);
      onLine('the contract is broken; the last good one stays');
      return;
    }
    onContracts(read.map(({ contract }) => contract as Contract));
    for (const line of lines(findings)) onLine(line);
    onLine('the contract was reloaded; the state was kept');
  } catch (error) {
    onLine(error instanceof Error ? error.message : String(error));
    onLine('the contract cannot be read; the last good one stays');
  }
}

/** Reads an API's contract, or the reason why it cannot be read, and the linter's findings. */
async function readApi(api: Api): Promise<{ contract: Contract | string; findings: Finding[] }> {
  const [findings, contract] = await Promise.all([lint(api.document), bundled(api)]);
  return { contract, findings };
}

async function bundled(api: Api): Promise<Contract | string> {
  try {
    const contract = loadContract(api, await bundle(api.document));
    contract.compile();
    return contract;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const maxLines = 10;

function lines(findings: readonly Finding[]): string[] {
  const all = [...new Set(findings.map(({ place, message }) => `${place} ${message}`))];
  const more = all.length - maxLines;
  return more > 0 ? [...all.slice(0, maxLines), `and ${more} more`] : all;
}
