import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Finds the script of Redocly's command line, an optional peer dependency, in a project or beside this package.
 *
 * @param folder the project's folder
 * @returns the path of the script; undefined when Redocly is not installed
 */
export function findRedocly(folder: string, own: string = import.meta.url): string | undefined {
  for (const from of [join(folder, 'package.json'), own]) {
    try {
      const file = createRequire(from).resolve('@redocly/cli/package.json');
      const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: Record<string, string> };
      if (bin['redocly']) return join(dirname(file), bin['redocly']);
    } catch {
      // Not here. Try the next place.
    }
  }
  return undefined;
}

/** The result of a process. */
export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both outputs, in the order of arrival. */
  readonly output: string;
}

/** Runs Redocly without telemetry and without its update check. */
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
