import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationsOf } from '../../src/tools/comparison/operations.ts';
import { compare } from '../../src/tools/comparison/compare.ts';
import { renderComparison } from '../../src/tools/vendor-diff/page.ts';
import { root } from '../helpers/folders.ts';
import { type Ended, run } from '../helpers/programs.ts';
import { documentOf, listing, reply } from './comparison/documents.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mockplane-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const vendorDiff = (...args: string[]): Promise<Ended> =>
  run(process.execPath, [join(root, 'src/tools/vendor-diff.ts'), ...args], { cwd: root });

describe('npm run vendor-diff', () => {
  it('says which file it needs, when none is given', async () => {
    const { code, stdout, stderr } = await vendorDiff();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('npm run vendor-diff -- path/to/openapi.json');
  });

  it('refuses a file that is absent, and one that is no OpenAPI document', async () => {
    expect(await vendorDiff('no-such-file.json')).toMatchObject({ code: 2, stdout: '' });
    const { code, stderr } = await vendorDiff(join(root, 'package.json'), '--print');
    expect(code).toBe(2);
    expect(stderr).toContain('it has no paths');
  });

  it('prints each difference, and with --print writes nothing', async () => {
    const file = join(folder, 'vendor.json');
    writeFileSync(file, JSON.stringify(documentOf({ '/v9/things': { get: listing() } })));
    const { code, stdout } = await vendorDiff(file, '--print');
    expect(code).toBe(0);
    expect(stdout).toContain('- listThings: GET /v9/things\n');
    expect(stdout).toContain('+ createDatabase: POST /v1/organizations/{organizationSlug}/databases\n');
    expect(stdout).toContain('0 operations in both');
    expect(stdout).not.toContain('wrote');
  });
});

/** The page about two documents that have the path `/things` alone. */
const page = (ours: object, theirs: object): string => {
  const [own, other] = [ours, theirs].map((item) => operationsOf(documentOf({ '/things': item })));
  return renderComparison(compare(own!, other!), own!, other!);
};

describe('the page', () => {
  it('counts both documents', () => {
    const text = page({ get: listing(), post: listing({ operationId: 'createThing' }) }, { get: listing() });
    expect(text).toContain('| Operations | 1 | 1 | 2 |');
    expect(text).toContain('**1 operations** that the vendor');
    expect(text).toContain('Nothing.');
  });

  it('names an added object once, without its fields', () => {
    const status = { type: 'object', properties: { name: { type: 'string' } } };
    const text = page({ get: listing({ responses: { 200: reply({ status }) } }) }, { get: listing() });
    expect(text).toContain('| `status` | response | `listThings` |');
    expect(text).not.toContain('| `name` |');
    expect(text).toContain('| `things`, response | `listThings` |');
  });
});
