import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './folders.ts';
import { type Ended, run } from './programs.ts';

/** The command line as it is written; the tests run it so unless they are to run what is built of it. */
const cli = join(root, 'src/cli/main.ts');
export const builtCli = join(root, 'dist/cli/main.js');

/** The environment without any of our own variables, and without what asks for colours. */
function environment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = /^(MOCKPLANE_|NO_COLOR$|FORCE_COLOR$)/;
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))), ...extra };
}

/** Runs `mockplane` to its end. */
export function mockplane(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return run(process.execPath, [cli, ...args], { env: { ...blank(), ...env } });
}

/** Our own variables, taken away. */
function blank(): Record<string, undefined> {
  const own = Object.keys(process.env).filter((name) => !(name in environment({})));
  return Object.fromEntries(own.map((name) => [name, undefined]));
}

/** A `mockplane` that runs. */
export interface RunningCli {
  /** As its banner says. */
  readonly url: string;
  /** The output so far. */
  stdout(): string;
  /** Settles when its output matches; fails when it ends before. */
  printed(pattern: RegExp): Promise<void>;
  readonly pid: number;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** Starts `mockplane`, and waits for its banner, or for the line that stands for it in JSON. */
export async function startCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  script = cli,
): Promise<RunningCli> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const printed = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(stdout)) return;
        child.stdout.off('data', look);
        resolve();
      };
      child.stdout.on('data', look);
      child.once('close', () =>
        reject(new Error(`mockplane ended before it printed ${String(pattern)}: ${stdout}${stderr}`)),
      );
      look();
    });
  await printed(/Try .*\n|"event":"listening".*\n/);
  const url = /(?:listens on |"url":")([^\s"]+)/.exec(stdout)?.[1] ?? '';
  return { url, stdout: () => stdout, printed, pid: child.pid!, signal: (name) => child.kill(name), ended };
}
