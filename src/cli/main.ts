#!/usr/bin/env node
import { nearestName } from '../contract/nearest.ts';
import { OptionError } from '../mockplane/options.ts';
import { version } from '../mockplane/version.ts';
import { describeError } from './errors.ts';
import { surviveLostOutput } from './output.ts';

/** A command parses its own arguments and returns the exit code; undefined keeps the process running. */
type Command = (args: string[]) => Promise<number | undefined>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  mock: async () => (await import('./mock.ts')).mock,
  init: async () => (await import('./init/init.ts')).init,
  exec: async () => (await import('./exec.ts')).exec,
  check: async () => (await import('./check/check.ts')).check,
  diff: async () => (await import('./diff/diff.ts')).diff,
  sql: async () => (await import('./sql/sql.ts')).sql,
  backup: async () => (await import('./backup/backup.ts')).backup,
  // `mockplane help exec` is `mockplane exec --help`.
  help: async () => (args) => run([...args, '--help']),
  version: async () => async () => {
    process.stdout.write(`${version()}\n`);
    return 0;
  },
};

/** Runs the command that the first word names, or `serve` if it is an option. @throws OptionError for another word */
async function run(args: string[]): Promise<number | undefined> {
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith('-')) return (await commands['serve']!())(args);
  if (Object.hasOwn(commands, first)) return (await commands[first]!())(rest);
  const names = Object.keys(commands);
  const near = nearestName(first, names);
  if (/\.(?:ya?ml|json)$/i.test(first)) {
    throw new OptionError(`there is no command ${first}; to serve a document, use mockplane mock ${first}`);
  }
  const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`;
  throw new OptionError(`there is no command ${first}; ${hint}`);
}

surviveLostOutput(process, ({ message }) => {
  process.stderr.write(`mockplane: the output cannot be written: ${message}\n`);
});
try {
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  process.stderr.write(`mockplane: ${describeError(error)}\n`);
  process.exitCode = 1;
}
