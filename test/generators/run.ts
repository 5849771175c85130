import { join } from 'node:path';
import { startMockplane } from '../../src/mockplane/start.ts';
import { root } from '../helpers/folders.ts';
import { generators } from './generators.ts';
import { keepResult } from './page.ts';
import { installTools } from './tools.ts';
import { tryGenerator } from './try.ts';

/**
 * Generates clients of the 2026 edition with other people's generators, compiles them, and lists, creates and deletes a
 * database with each. The guide's table shows how each ended. Names of generators as arguments run those alone.
 */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !generators.some((generator) => generator.name.includes(name)));
  if (unknown !== undefined) {
    process.stderr.write(
      `There is no generator ${unknown}. There are: ${generators.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  await installTools();
  const mockplane = await startMockplane({ port: 0, edition: '2026', transitions: 'immediate' });
  const place = { document: join(root, 'src/contract/generated/turso-2026.json'), baseUrl: mockplane.url };
  const chosen = generators.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  let isSound = true;
  try {
    for (const generator of chosen) {
      const result = await tryGenerator(generator, place, mockplane.token);
      // A run of several minutes that ends early keeps what it has.
      await keepResult(result);
      const { name, failed, output } = result;
      isSound &&= failed === undefined;
      process.stdout.write(failed === undefined ? `${name}: works\n` : `${name}: fails to ${failed}\n${output}\n`);
    }
  } finally {
    await mockplane.close();
  }
  return isSound ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
