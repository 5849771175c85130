import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { init } from '../../src/cli/init/init.ts';
import { root } from '../helpers/folders.ts';
import { run } from '../helpers/programs.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Loads handlers in a process of its own, as the command line does, twice: a change of a file happens in between. */
async function loadTwice(folder: string, change: string): Promise<string[]> {
  const loader = pathToFileURL(join(root, 'src/cli/handlers-file.ts')).href;
  const program = `
    import { writeFileSync } from 'node:fs';
    import { createHandlersLoader } from ${JSON.stringify(loader)};
    const loader = createHandlersLoader([${JSON.stringify(join(folder, 'handlers.ts'))}]);
    const names = async () => (await loader.load()).flatMap(({ handlers }) => Object.keys(handlers)).join();
    console.log(await names().catch(({ message }) => message));
    writeFileSync(${JSON.stringify(join(folder, 'names.ts'))}, ${JSON.stringify(change)});
    console.log(await names().catch(({ message }) => message));
    console.log(loader.files().map((file) => file.slice(${folder.length + 1})).sort().join());
  `;
  const args = ['--input-type=module-typescript', '--eval', program];
  const { stdout, stderr } = await run(process.execPath, args);
  return `${stdout}${stderr}`.trim().split('\n');
}

const handlersFile = `
  import { name } from './names.ts';
  export default { mockplaneHandlers: 1, handlers: { [name]: () => ({ status: 204 }) }, transitions: [] };
`;

describe('--handlers', () => {
  it('loads a file again with the files that it imports', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'handlers.ts'), handlersFile);
    writeFileSync(join(folder, 'names.ts'), "export const name: string = 'one';");
    expect(await loadTwice(folder, "export const name: string = 'two';")).toEqual([
      'one',
      'two',
      'handlers.ts,names.ts',
    ]);
  });

  it('says why a file cannot be loaded, and goes on watching all files', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'handlers.ts'), handlersFile);
    writeFileSync(join(folder, 'names.ts'), 'export const name = ""; throw new Error("no names");');
    const [failed, loaded, files] = await loadTwice(folder, "export const name: string = 'two';");
    expect(failed).toMatch(/^--handlers .*handlers\.ts cannot be loaded: Error: no names$/);
    expect([loaded, files]).toEqual(['two', 'handlers.ts,names.ts']);
  });

  it('refuses a missing file, and one without handlers', async () => {
    const folder = makeFolder();
    const [missing] = await loadTwice(folder, '');
    expect(missing).toMatch(/cannot be loaded: there is no such file$/);
    writeFileSync(join(folder, 'handlers.ts'), 'export default {};');
    const [without] = await loadTwice(folder, '');
    expect(without).toContain('has no handlers; write: export default defineHandlers<operations>');
  });
});

describe('init', () => {
  it('raises a document that the types cannot be made from', async () => {
    const folder = makeFolder();
    const swagger = {
      swagger: '2.0',
      info: { title: 'Old', version: '1' },
      paths: { '/pets': { get: { responses: { 200: { description: 'Pets.' } } } } },
    };
    writeFileSync(join(folder, 'old.json'), JSON.stringify(swagger));
    const project = join(folder, 'mock');
    expect(await init([join(folder, 'old.json'), project])).toBe(0);
    const { default: raised } = (await import(join(project, 'openapi.json'))) as { default: Record<string, unknown> };
    expect(raised).toMatchObject({ paths: { '/pets': { get: { operationId: 'getPets' } } } });
    expect(String(raised['openapi'])).toMatch(/^3\.1/);
  });

  it('calls an operation without parameters in its test, else one with values for them', async () => {
    const folder = makeFolder();
    const get = { responses: { 204: { description: 'D' } } };
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
    const write = (paths: object): string => {
      const file = join(folder, 'openapi.json');
      writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }));
      return file;
    };
    const pets = { '/pets/{id}': { get: { operationId: 'getPet', parameters, ...get } } };
    await init([write({ ...pets, '/owners': { get: { operationId: 'listOwners', ...get } } }), join(folder, 'both')]);
    const both = readFileSync(join(folder, 'both/handlers.test.ts'), 'utf8');
    expect(both).toContain("'http://mockplane.local/owners'");
    await init([write(pets), join(folder, 'one')]);
    const one = readFileSync(join(folder, 'one/handlers.test.ts'), 'utf8');
    expect(one).toMatch(/'http:\/\/mockplane\.local\/pets\/[\da-f-]{36}'/);
  });

  it('needs a document', async () => {
    await expect(init([])).rejects.toThrow('init takes an OpenAPI document and a folder');
    await expect(init(['--no'])).rejects.toThrow('--no');
  });
});
