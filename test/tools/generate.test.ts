import { appendFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfProject } from '../helpers/folders.ts';
import { type Ended, run } from '../helpers/programs.ts';

let project: ReturnType<typeof copyOfProject>;
beforeAll(() => {
  project = copyOfProject('spec', 'redocly.yaml', 'src');
});
afterAll(() => project[Symbol.dispose]());

const at = (file: string): string => join(project.folder, file);
const generated = (file: string): string => at(`src/contract/generated/${file}`);
const contents = (): Record<string, string> =>
  Object.fromEntries(readdirSync(generated('')).map((file) => [file, readFileSync(generated(file), 'utf8')]));

const generate = (...args: string[]): Promise<Ended> =>
  run(process.execPath, [at('src/tools/generate.ts'), ...args], { cwd: project.folder });

const stale = ['lambda.json', 'lambda.ts', 'lambda.yaml', 'turso-2023.json', 'turso-2023.ts', 'turso-2023.yaml'];
const staleFiles = ({ stderr }: Ended): string[] =>
  [...stderr.matchAll(/^stale: src\/contract\/generated\/(.+)$/gm)].map(([, file]) => file!).toSorted();

/** Changes one place of a file. */
function replace(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold: ${from}`);
  writeFileSync(file, text.replace(from, to));
}

// Each step begins with the project as the one before has left it.
describe('generate', () => {
  it('finds what is committed to be what it would write', async () => {
    const before = contents();
    expect(await generate('--check')).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    expect(contents()).toEqual(before);
  });

  it('names each file that was tampered with, is gone or behind its contract, fails, and changes nothing', async () => {
    replace(generated('turso-2023.json'), '"listDatabases"', '"listDatabase"');
    appendFileSync(generated('turso-2023.yaml'), '\n');
    rmSync(generated('turso-2023.ts'));
    replace(at('spec/lambda/components/schemas/LambdaInstanceName.yaml'), 'description: ', 'description: Changed. ');
    const before = contents();
    const ended = await generate('--check');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(staleFiles(ended)).toEqual(stale);
    expect(ended.stderr).toContain('Run: npm run generate\n');
    expect(contents()).toEqual(before);
  });

  it('writes those files anew, and says which', async () => {
    const { code, stdout } = await generate();
    expect(code).toBe(0);
    const named = /^src\/contract\/generated: wrote (.+)\n$/.exec(stdout)?.[1];
    expect(named?.split(', ').toSorted()).toEqual(stale);
    const written = contents();
    expect(written['turso-2023.json']).toContain('"listDatabases"');
    expect(written['lambda.ts']).toContain('Changed. ');
    expect(written['turso-2023.ts']).toMatch(
      /^\/\/ Generated from spec\/turso-2023 by npm run generate\. Do not edit\.\n/,
    );
  });

  it('says what is wrong with a contract that cannot be bundled, and writes nothing', async () => {
    replace(at('spec/turso-2023/openapi.yaml'), 'paths/v1_locations.yaml', 'paths/no-such-file.yaml');
    const before = contents();
    const { code, stderr } = await generate();
    expect(code).toBe(1);
    expect(stderr).toContain('no-such-file.yaml');
    expect(contents()).toEqual(before);
  });
});
