import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../helpers/programs.ts';
import { generatorsFolder, pythonPrograms, workFolder } from './folder.ts';
import type { Command, Generator, Place } from './generators.ts';
import { versionOf } from './tools.ts';

/** How far a generator came. */
export interface Result extends Pick<Generator, 'name' | 'language'> {
  readonly version: string;
  /** The step that failed; undefined when none did. */
  readonly failed?: 'generate' | 'compile' | 'call';
  /** The output of that step. */
  readonly output?: string;
}

/** Generates a client, compiles it with a program, and runs the program against the server. */
export async function tryGenerator(generator: Generator, place: Place, token: string): Promise<Result> {
  const { name, language, program } = generator;
  const result = { name, language, version: versionOf(name) };
  const folder = join(workFolder, name.replaceAll(' ', '-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'client'), { recursive: true });
  for (const [file, text] of Object.entries(generator.files?.(place) ?? {})) writeFileSync(join(folder, file), text);

  const env = {
    BASE_URL: place.baseUrl,
    TOKEN: token,
    // Some generators call a formatter by name.
    PATH: `${pythonPrograms}:${process.env['PATH']}`,
    GOFLAGS: '-mod=mod',
    OPENAPI_TS_TELEMETRY: '0',
  };
  const steps: readonly (readonly [step: NonNullable<Result['failed']>, commands: readonly Command[]])[] = [
    ['generate', generator.generate(place)],
    ['compile', generator.compile()],
    ['call', generator.call()],
  ];
  for (const [step, commands] of steps) {
    if (step === 'compile') copyFileSync(join(generatorsFolder, 'programs', program[0]), join(folder, program[1]));
    for (const [command, ...args] of commands) {
      const { code, stdout, stderr } = await run(command, args, { cwd: folder, env });
      if (code !== 0) return { ...result, failed: step, output: `${stdout}${stderr}` };
    }
  }
  return result;
}
