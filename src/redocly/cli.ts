import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Finds the command line of Redocly, an optional peer: in the project that is worked on, or beside this package.
 *
 * @param folder where the project is
 * @returns its script; undefined when it is not installed
 */
export function findRedocly(folder: string, own: string = import.meta.url): string | undefined {
  for (const from of [join(folder, 'package.json'), own]) {
    try {
      const file = createRequire(from).resolve('@redocly/cli/package.json');
      const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: Record<string, string> };
      if (bin['redocly']) return join(dirname(file), bin['redocly']);
    } catch {
      // Not there; the next place may have it.
    }
  }
  return undefined;
}

/** How a program ended. */
export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order of their arrival. */
  readonly output: string;
}

/** Runs it; it sends no telemetry, and asks no registry for a newer version of itself. */
export function runRedocly(
  script: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ProcessResult> {
  const env = {
    ...process.env,
    ...environment,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    NO_COLOR: '1',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '', output: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
        texts.output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...texts }));
  });
}
