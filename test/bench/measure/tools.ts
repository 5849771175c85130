import { join } from 'node:path';
import { root } from '../../helpers/folders.ts';
import { redocly, run } from '../../helpers/programs.ts';

/** How long the lint of all documents takes, which holds each example to its schema; milliseconds. */
export function measureLint(rounds: number): Promise<number[]> {
  return timed(rounds, () => redocly(['lint']));
}

/** How long bundling and type generation take, without writing; milliseconds. */
export function measureGenerate(rounds: number): Promise<number[]> {
  return timed(rounds, () => run(process.execPath, [join(root, 'src/tools/generate.ts'), '--check']));
}

async function timed(rounds: number, program: () => ReturnType<typeof run>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const { code, stderr } = await program();
    times.push(Math.round(performance.now() - began));
    if (code !== 0) throw new Error(`It ended with ${code}: ${stderr.slice(-500)}`);
  }
  return times;
}
