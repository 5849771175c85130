import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { init } from '../../src/cli/init/init.ts';
import { root } from '../helpers/folders.ts';
import { isShown, readBlocks } from './blocks.ts';

const run = promisify(execFile);
const folder = join(root, 'test/docs/.bookshop');
const project = join(folder, 'mock');
const blocks = readBlocks(readFileSync(join(root, 'src/site/guide/bookshop.md'), 'utf8'));
const texts = (start: string): string[] => blocks.flatMap(({ text }) => (text.startsWith(start) ? [text] : []));
const [firstHandlers = '', lastHandlers = ''] = texts('// handlers.ts\n');

/** How long compilers and runners may take, in milliseconds. */
const processTime = 120_000;

/** Runs a script of a package in the project. @returns all that it prints */
async function script(file: string, ...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await run(process.execPath, [join(root, 'node_modules', file), ...args], {
    cwd: project,
  }).then(
    (done) => ({ ...done, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return `exit ${code}\n${stdout}${stderr}`;
}

const typeCheck = (): Promise<string> => script('@typescript/native/bin/tsc', '--project', project);

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'openapi.yaml'), blocks.find(({ info }) => info === 'yaml')!.text);
  const status = await init([join(folder, 'openapi.yaml'), project]);
  if (status !== 0) throw new Error(`mockplane init ended with ${status}.`);
  // `npm install` would put the package here; all others lie further up.
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules/mockplane'), 'junction');
  await script('openapi-typescript/bin/cli.js', '../openapi.yaml', '--output', 'openapi.ts');
}, processTime);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the project that init writes', { timeout: processTime }, () => {
  it('generates the types by a script', () => {
    const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts['types']).toBe('openapi-typescript "../openapi.yaml" --output openapi.ts');
    expect(existsSync(join(project, 'openapi.ts'))).toBe(true);
  });

  it('type-checks, and its test passes', async () => {
    expect(await typeCheck()).toBe('exit 0\n');
    expect(await script('vitest/vitest.mjs', 'run')).toMatch(/^exit 0\n/);
  });

  it('is not overwritten', async () => {
    await expect(init([join(folder, 'openapi.yaml'), project])).rejects.toThrow(
      'already beside other files; nothing was written',
    );
  });
});

describe('the bookshop of the guide', { timeout: processTime }, () => {
  it('type-checks and passes its test', async () => {
    writeFileSync(join(project, 'first-handlers.ts'), firstHandlers);
    writeFileSync(join(project, 'handlers.ts'), lastHandlers);
    writeFileSync(join(project, 'handlers.test.ts'), texts('// handlers.test.ts\n')[0]!);
    expect(await typeCheck()).toBe('exit 0\n');
    expect(await script('vitest/vitest.mjs', 'run')).toMatch(/^exit 0\n/);
  });

  it('refuses an undeclared status, a wrong body and an unknown operation when it compiles', async () => {
    const wrong = {
      status: firstHandlers.replace('status: 201', 'status: 202'),
      body: firstHandlers.replace('{ id: uuid(), ...body }', '{ ...body }'),
      operation: firstHandlers.replace('listBooks:', 'listBook:'),
      problem: firstHandlers.replace('problem(404', 'problem(418'),
    };
    for (const [name, text] of Object.entries(wrong)) writeFileSync(join(project, `wrong-${name}.ts`), text);
    const output = await typeCheck();
    const files = [...output.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map((match) => match[1]!);
    expect([...new Set(files)].toSorted()).toEqual(
      Object.keys(wrong)
        .map((name) => `wrong-${name}.ts`)
        .toSorted(),
    );
    for (const name of Object.keys(wrong)) rmSync(join(project, `wrong-${name}.ts`));
  });

  it('answers as the page shows', async () => {
    const documents = [join(folder, 'openapi.yaml')];
    const file = join(project, 'shown-handlers.ts');
    writeFileSync(file, firstHandlers);
    const { default: handlers } = (await import(file)) as { default: never };
    const commands = blocks
      .map(({ text }, index) => ({ text, reply: blocks[index + 1] }))
      .filter(({ text }) => text.startsWith('curl'));
    const creates = commands.findIndex(({ text }) => text.includes('-X POST http://127.0.0.1:4010/books'));
    for (const [part, options] of [
      [commands.slice(0, creates), { documents }],
      [commands.slice(creates), { documents, handlers }],
    ] as const) {
      await using server = await startMockplane({ port: 0, seed: 1, ...options });
      for (const { text, reply } of part) {
        const { stdout } = await run('sh', ['-c', text.replaceAll('http://127.0.0.1:4010', server.url)]);
        const actual: unknown = JSON.parse(stdout);
        if (reply?.info !== 'json') continue;
        const shown: unknown = JSON.parse(reply.text);
        expect({ text, reply: isShown(shown, actual) ? shown : actual }).toEqual({ text, reply: shown });
      }
    }
  });
});
