import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apis } from '../../../src/apis/apis.ts';
import { readDocument } from '../../../src/contract/document.ts';
import { copyOfProject } from '../../helpers/folders.ts';
import { type Ended, run } from '../../helpers/programs.ts';

let project: ReturnType<typeof copyOfProject>;
beforeAll(() => {
  project = copyOfProject('spec', 'redocly.yaml', 'src');
  // Begin with each document as released, whatever this project has changed since its own release.
  for (const { document } of apis) {
    writeFileSync(at(`spec/${document}/released.yaml`), read(`src/contract/generated/${document}.yaml`));
    const notes = read(`spec/${document}/CHANGES.md`);
    const [title = ''] = notes.split('## ', 1);
    writeFileSync(at(`spec/${document}/CHANGES.md`), title + notes.slice(notes.indexOf(`## ${versionOf(document)}\n`)));
  }
});
afterAll(() => project[Symbol.dispose]());

const at = (file: string): string => join(project.folder, file);
const read = (file: string): string => readFileSync(at(file), 'utf8');
const tool = (name: string, ...args: string[]): Promise<Ended> =>
  run(process.execPath, [at(`src/tools/${name}.ts`), ...args], { cwd: project.folder });

/** Changes one place of a file. */
function replace(file: string, from: string, to: string): void {
  const text = read(file);
  if (!text.includes(from)) throw new Error(`${file} does not hold: ${from}`);
  writeFileSync(at(file), text.replace(from, to));
}

/** Gives the generated document another version, as `npm run generate` would. */
function callIt(from: string, to: string): void {
  replace('src/contract/generated/turso-2023.json', `"version": "${from}"`, `"version": "${to}"`);
  replace('src/contract/generated/turso-2023.yaml', `version: ${from}`, `version: ${to}`);
}

const changes = 'spec/turso-2023/CHANGES.md';
const versionOf = (document: string): string => readDocument(document).info.version;
const nothing = (document: string): string => `${document}: nothing breaks a client of ${versionOf(document)}\n`;
const present = versionOf('turso-2023');
const minor = present.replace(/\.\d+\.\d+$/, '.99.0');
const major = `${Number.parseInt(present) + 1}.0.0`;

// Each step begins with the project as the one before has left it.
describe('a breaking change', () => {
  let line = '';

  it('is not there to begin with', async () => {
    const ended = await tool('breaking');
    const stdout = apis.map(({ document }) => nothing(document)).join('');
    expect(ended).toMatchObject({ code: 0, stdout, stderr: '' });
  });

  it('is found, and told with where it is, what was and is, and the line to add', async () => {
    replace('spec/turso-2023/components/schemas/DatabaseImage.yaml', '[latest, canary]', '[latest, beta]');
    expect(await tool('generate')).toMatchObject({ code: 0 });
    const { code, stdout } = await tool('breaking');
    expect(code).toBe(1);
    expect(stdout).toContain(
      `turso-2023: 1 change breaks a client of ${present}, 1 of them not in spec/turso-2023/CHANGES.md`,
    );
    expect(stdout).toContain('at   DatabaseImage/enum');
    expect(stdout).toContain('was  ["latest","canary"]');
    expect(stdout).toContain('is   ["latest","beta"]');
    expect(stdout).toContain(nothing('lambda'));
    line = /^- .*\*\*Breaking\.\*\*.*$/m.exec(stdout)?.[0] ?? '';
    expect(line).toMatch(
      /^- `createDatabase`, `createDatabaseInstance`: \*\*Breaking\.\*\* .*'canary'.*\(`DatabaseImage\/enum`\)$/,
    );
  });

  it('passes once CHANGES.md has that line', async () => {
    replace(changes, `## ${present}`, `## ${minor}\n\n${line}\n\n## ${present}`);
    const { code, stdout } = await tool('breaking');
    expect(stdout).toContain(`turso-2023: 1 change breaks a client of ${present}, all in spec/turso-2023/CHANGES.md`);
    expect(code).toBe(0);
  });

  it('is not released under the same version, nor under a minor one', async () => {
    const before = read('spec/turso-2023/released.yaml');
    expect(await tool('release-contract')).toMatchObject({
      code: 1,
      stderr: `turso-2023: it changed and is still version ${present}; raise info.version\n`,
    });
    callIt(present, minor);
    expect(await tool('release-contract')).toMatchObject({
      code: 1,
      stderr: `turso-2023: it breaks clients of ${present}; ${minor} must have a higher major version\n`,
    });
    expect(read('spec/turso-2023/released.yaml')).toBe(before);
  });

  it('is released under a major one, and is no change then', async () => {
    callIt(minor, major);
    expect(await tool('release-contract')).toMatchObject({
      code: 1,
      stderr: `spec/turso-2023/CHANGES.md has no section "## ${major}"\n`,
    });
    replace(changes, `## ${minor}`, `## ${major}`);
    expect(await tool('release-contract')).toMatchObject({ code: 0, stdout: 'wrote spec/turso-2023/released.yaml\n' });
    const { code, stdout } = await tool('breaking');
    expect(stdout).toContain(`turso-2023: nothing breaks a client of ${major}\n`);
    expect(code).toBe(0);
    expect(await tool('release-contract')).toMatchObject({
      code: 0,
      stdout: 'nothing has changed since the release\n',
    });
  });

  it('is not what a line may name that has none', async () => {
    replace(changes, `## ${major}`, `${line}\n\n## ${major}`);
    const { code, stdout } = await tool('breaking');
    expect(stdout).toContain(`spec/turso-2023/CHANGES.md names a change that is not there:\n  ${line}`);
    expect(code).toBe(1);
  });

  it('is told apart from the others, which are listed when asked for', async () => {
    replace('src/contract/generated/lambda.json', '"summary": "List user files"', '"summary": "List files"');
    const few = await tool('breaking');
    const { stdout } = await tool('breaking', '--all');
    expect(few.stdout).not.toContain('List files');
    expect(stdout).toContain('1 other difference');
    expect(stdout).toContain('is   "List files"');
  });

  it('cannot be looked for without a release', async () => {
    rmSync(at('spec/lambda/released.yaml'));
    const { code, stderr } = await tool('breaking');
    expect(stderr).toBe('lambda: spec/lambda/released.yaml is not there; npm run release:contract writes it\n');
    expect(code).toBe(1);
  });
});
