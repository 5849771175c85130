import { execFile, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMockplane } from 'mockplane';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { abbreviate, type Block, isShown, readBlocks } from './blocks.ts';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;
const shownUrl = 'http://127.0.0.1:4010';
const update = process.env['UPDATE_DOCS'] !== undefined;
const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) console.warn('curl is not installed: the commands of the README and the guide are not run.');

/** Runs a command of the docs as a reader would, against a server on another port. */
async function answerTo(command: string, url: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', command.replaceAll(shownUrl, url)], { cwd: root });
  return stdout;
}

const files = ['README.md', ...globSync('src/site/guide/*.md', { cwd: root }).toSorted()];

/** Whether a block is a command that a reader would run against a server. */
const isCommand = ({ info, text }: Block): boolean =>
  info === 'sh' && text.startsWith('curl') && text.includes(shownUrl);

const withCommands = files.filter((file) => readBlocks(readFileSync(join(root, file), 'utf8')).some(isCommand));

describe.skipIf(!hasCurl).each(withCommands)('commands in %s', (file) => {
  const markdown = readFileSync(join(root, file), 'utf8');
  const blocks = readBlocks(markdown);
  const commands = blocks
    .map((block, index) => ({ block, reply: blocks[index + 1]?.info === 'json' ? blocks[index + 1] : undefined }))
    .filter(({ block }) => isCommand(block));
  const replies = new Map<Block, string>();
  let server: Awaited<ReturnType<typeof startMockplane>>;

  beforeAll(async () => {
    const stateless = markdown.includes('<!-- server: stateless -->');
    const transitions = markdown.includes('<!-- server: transitions immediate -->') ? 'immediate' : undefined;
    server = await startMockplane({ port: 0, seed: 1, stateless, ...(transitions && { transitions }) });
  });
  afterAll(async () => {
    await server.close();
    if (update && replies.size > 0) writeFileSync(join(root, file), withReplies(markdown, replies));
  });

  it.each(commands.map(({ block, reply }) => [block.line, block, reply] as const))(
    'line %i answers as shown',
    async (_line, block, reply) => {
      const output = await answerTo(block.text, server.url);
      // A command without a response has to run to its end.
      const actual: unknown = reply ? JSON.parse(output) : undefined;
      // An abbreviation by hand stays as long as it is right.
      if (reply && update && !isShown(JSON.parse(reply.text), actual)) {
        const text = JSON.stringify(abbreviate(actual));
        replies.set(reply, await format(text, { parser: 'json', printWidth: 120 }));
      }
      const shown: unknown = reply && !update ? JSON.parse(reply.text) : actual;
      // Where a text is cut in the docs, what comes is what is shown; else the difference tells.
      expect(isShown(shown, actual) ? shown : actual).toEqual(shown);
    },
  );
});

describe('programs in the docs', () => {
  const folder = join(root, 'test/docs/.programs');
  const programs = files.flatMap((file) =>
    readBlocks(readFileSync(join(root, file), 'utf8'))
      .filter(({ info }) => info === 'ts')
      .map((block) => ({ name: `${file} line ${block.line}`, text: block.text })),
  );

  beforeAll(() => mkdirSync(folder, { recursive: true }));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('type-check', async () => {
    programs.forEach(({ text }, index) => writeFileSync(join(folder, `program-${index}.ts`), text));
    const config = { extends: '../../../tsconfig.json', compilerOptions: { noUnusedLocals: false }, include: ['*.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '--noEmit', '-p', folder], { cwd: root }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  // Tests of the recipes run under their own runners; what runs by itself prints what its comments say.
  it.each(programs.filter(({ text }) => !/from '(vitest|@playwright\/test)'/.test(text)))(
    '$name prints what its comments say',
    async ({ text }) => {
      await using server = await startMockplane({ port: 0, seed: 1 });
      const code = text.replaceAll(shownUrl, server.url);
      const args = ['--conditions=@mockplane/source', '--input-type=module-typescript', '--eval', code];
      const env = { ...process.env, MOCKPLANE_URL: server.url, MOCKPLANE_TOKEN: server.token };
      const { stdout } = await run(process.execPath, args, { cwd: root, env });
      const promised = [...text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]!);
      const printed = stdout.split('\n');
      expect(promised.filter((line) => !printed.includes(line))).toEqual([]);
    },
  );
});

function withReplies(markdown: string, replies: ReadonlyMap<Block, string>): string {
  let text = '';
  let position = 0;
  for (const [{ start, end }, reply] of [...replies].toSorted(([left], [right]) => left.start - right.start)) {
    text += markdown.slice(position, start) + reply;
    position = end;
  }
  return text + markdown.slice(position);
}
