#!/usr/bin/env node
// The command `mockplane`. The package runs what the build made; a clone has the sources, which Node runs as they are.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Whether the arguments start a server with pages: none, or options that do more than print a text. */
const serves = ([first = '--port']) => first.startsWith('-') && !['-h', '--help', '-v', '--version'].includes(first);

if (existsSync(file('src/cli/main.ts'))) {
  if (!process.features.typescript) {
    const wanted = 'A clone of Mockplane needs Node 22.18 or newer, which runs TypeScript, and is tested on Node 24';
    console.error(
      `mockplane: ${wanted}; this is Node ${process.versions.node}. Start it with npx mockplane after npm ci.`,
    );
    process.exit(1);
  }
  if (serves(process.argv.slice(2)) && !existsSync(file('dist/site'))) {
    // The standard output belongs to the server.
    spawnSync(process.execPath, [file('src/site/build.ts')], { stdio: ['ignore', 2, 2] });
  }
  await import('../src/cli/main.ts');
} else {
  await import('../dist/cli/main.js');
}
