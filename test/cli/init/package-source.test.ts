import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sourceOf } from '../../../src/cli/init/package-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'mockplane-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A project that installed Mockplane, and the folder of the installed package. */
function install(name: string, packageJson: object | undefined): string {
  const own = join(folder, name, 'node_modules/mockplane');
  mkdirSync(own, { recursive: true });
  if (packageJson) writeFileSync(join(folder, name, 'package.json'), JSON.stringify(packageJson));
  return own;
}

describe('the source of Mockplane in a new project', () => {
  it('is the file that the project beside it installed', () => {
    const own = install('packed', { devDependencies: { mockplane: 'file:../tools/mockplane-0.1.0.tgz' } });
    expect(sourceOf(join(folder, 'packed/mock'), own)).toBe('file:../../tools/mockplane-0.1.0.tgz');
  });

  it('is the version or the URL that the project beside it names', () => {
    expect(sourceOf(folder, install('versioned', { dependencies: { mockplane: '^1.2.0' } }))).toBe('^1.2.0');
    const url = 'git+https://example.com/mockplane.git';
    expect(sourceOf(folder, install('from-git', { devDependencies: { mockplane: url } }))).toBe(url);
  });

  it('is the folder of the package if no project names it', () => {
    expect(sourceOf(join(folder, 'mock'), install('unnamed', undefined))).toBe(
      'file:../unnamed/node_modules/mockplane',
    );
    expect(sourceOf(join(folder, 'mock'), join(folder, 'clone'))).toBe('file:../clone');
  });
});
