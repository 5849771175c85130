import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packedManifest } from './packed-manifest.ts';

/**
 * Before npm packs the package, builds it and puts the manifest of the package in place of that of the clone. With
 * `--restore`, puts the manifest of the clone back. npm runs both, as `prepack` and `postpack`.
 *
 * Without this npm warns those who install the file that it did not run the script `prepare`, which is not for them.
 */
const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const manifest = file('package.json');
/** Git ignores this folder. */
const kept = file('node_modules/.mockplane-package.json');

if (process.argv.includes('--restore')) {
  renameSync(kept, manifest);
} else {
  execFileSync(process.execPath, [file('src/tools/build.ts')], { stdio: ['ignore', 2, 2] });
  copyFileSync(manifest, kept);
  const whole = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  writeFileSync(manifest, `${JSON.stringify(packedManifest(whole), null, 2)}\n`);
}
