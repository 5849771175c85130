#!/usr/bin/env node
import { describeError } from './errors.ts';

/** A command parses its own arguments and returns the exit code; undefined keeps the process running. */
type Command = (args: string[]) => Promise<number | undefined>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  exec: async () => (await import('./exec.ts')).exec,
  check: async () => (await import('./check/check.ts')).check,
  sql: async () => (await import('./sql/sql.ts')).sql,
};

const [first, ...rest] = process.argv.slice(2);
const named = first !== undefined && Object.hasOwn(commands, first);
try {
  const command = await commands[named ? first : 'serve']!();
  const code = await command(named ? rest : process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  process.stderr.write(`mockplane: ${describeError(error)}\n`);
  process.exitCode = 1;
}
