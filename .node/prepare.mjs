// npm runs this in several places. Only two of them need a build: before npm installs the package from git, and when
// another project links to this folder. Before `npm pack`, `prepack` builds it. `npm ci` in a clone names no package, and `npx` in a clone runs the
// sources.
import { execFileSync } from 'node:child_process';
import { isAbsolute } from 'node:path';

const { npm_package_resolved: place, npm_command: command } = process.env;
const isNpxInClone = command === 'exec' && place !== undefined && !isAbsolute(place);

if (place && !isNpxInClone) {
  execFileSync(process.execPath, ['src/tools/build.ts'], { stdio: ['ignore', 2, 2] });
}
