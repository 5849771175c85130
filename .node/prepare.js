// npm runs this after each installation in a clone, where nothing needs a build, and before it packs the package or
// installs it from git. Only the second time it says where the package lies.
import { execFileSync } from 'node:child_process';

if (process.env.npm_package_resolved) {
  execFileSync(process.execPath, ['src/tools/build.ts'], { stdio: ['ignore', 2, 2] });
}
