import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockplane } from '../../../src/mockplane/start.ts';
import { type HarnessCase, parseReply, readCase } from './case.ts';
import { differences } from './compare.ts';

// Runs the cases of Prism's harness against Mockplane: npm run prism-harness -- FOLDER [PART OF A NAME]
const [folder, only = ''] = process.argv.slice(2);
if (folder === undefined) {
  console.error(
    'usage: npm run prism-harness -- FOLDER [PART OF A NAME]; the folder is test-harness/specs of stoplightio/prism',
  );
  process.exit(2);
}
const temporary = mkdtempSync(join(tmpdir(), 'mockplane-harness-'));
const counts = { passed: 0, different: 0, skipped: 0 };

async function run(each: HarnessCase): Promise<string[] | undefined> {
  // Postman's collections are another format.
  if (each.name.includes('.pc.')) return undefined;
  // A proxy forwards to another server, which a mock never does.
  if (!each.server.startsWith('mock')) return undefined;
  const file = join(temporary, 'document.yaml');
  writeFileSync(file, each.document);
  const isDynamic = /(?:^|\s)(?:-d|--dynamic)(?:\s|$)/.test(each.server);
  try {
    await using mockplane = await startMockplane({ documents: [file], port: 0, ...(isDynamic && { dynamic: true }) });
    const { host } = new URL(mockplane.url);
    const command = each.command.replaceAll(/(?:localhost|127\.0\.0\.1):4010/g, host);
    const output = await execute(command);
    return differences(each, parseReply(output.trim()));
  } catch (error) {
    return [`not served: ${(error as Error).message}`];
  }
}

/** Runs a command of curl in a process of its own, so that this one can answer. */
async function execute(command: string): Promise<string> {
  const { exec } = await import('node:child_process');
  return new Promise((resolve) => {
    exec(command, { encoding: 'utf8', timeout: 10_000 }, (_error, stdout) => resolve(stdout));
  });
}

if (spawnSync('curl', ['--version']).status !== 0) throw new Error('The cases need curl.');
for (const name of globSync('**/*.txt', { cwd: folder }).toSorted()) {
  if (!name.includes(only)) continue;
  const found = await run(readCase(join(folder, name), name));
  if (!found) counts.skipped += 1;
  else if (found.length === 0) counts.passed += 1;
  else {
    counts.different += 1;
    console.log(`${name}\n  ${found.join('\n  ')}`);
  }
}
rmSync(temporary, { recursive: true });
console.log(`${counts.passed} equal, ${counts.different} different, ${counts.skipped} not run (proxy, Postman)`);
