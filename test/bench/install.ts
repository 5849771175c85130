import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../helpers/folders.ts';
import { benchFolder } from './folder.ts';

/** Installs the peers as the lock file has them, unless they are there; nothing of theirs runs. */
export function install(): void {
  const lock = readFileSync(join(benchFolder, 'package-lock.json'), 'utf8');
  const marker = join(benchFolder, 'node_modules/.installed-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  process.stderr.write('installing the peers …\n');
  rmSync(marker, { force: true });
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: benchFolder, stdio: ['ignore', 2, 2] });
  writeFileSync(marker, lock);
}

/** Makes `dist`, which is what is measured. */
export function build(): void {
  execFileSync(process.execPath, [join(root, 'src/tools/build.ts')], { cwd: root, stdio: ['ignore', 2, 2] });
}
