import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../helpers/programs.ts';
import { generatorsFolder, goPrograms, pythonPrograms, workFolder } from './folder.ts';
import type { Command } from './generators.ts';

const goTools = {
  'oapi-codegen': 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2',
  ogen: 'github.com/ogen-go/ogen/cmd/ogen@v1.24.0',
};

/** Installs the generators below `test/generators`, unless they are there. @throws Error for one that cannot be had */
export async function installTools(): Promise<void> {
  const marker = join(workFolder, 'installed');
  const wanted = ['package-lock.json', 'requirements.txt', 'tools.ts'].map(read).join('');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  mkdirSync(workFolder, { recursive: true });
  await must(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  await must(['python3', '-m', 'venv', join(workFolder, 'venv')]);
  await must([join(pythonPrograms, 'pip'), 'install', '--quiet', '-r', 'requirements.txt']);
  for (const tool of Object.values(goTools)) await must(['go', 'install', tool], { GOBIN: goPrograms });
  writeFileSync(marker, wanted);
}

function read(file: string): string {
  return readFileSync(join(generatorsFolder, file), 'utf8');
}

async function must([program, ...args]: Command, env: Record<string, string> = {}): Promise<void> {
  process.stderr.write(`${[program, ...args].join(' ')}\n`);
  const { code, stderr } = await run(program, args, { cwd: generatorsFolder, env });
  if (code !== 0) throw new Error(`${program} failed:\n${stderr}`);
}

/** The version of a generator, as the files that install it name it. */
export function versionOf(generator: string): string {
  const [tool = ''] = generator.split(' ');
  const { dependencies } = JSON.parse(read('package.json')) as {
    dependencies: Record<string, string>;
  };
  const requirements = read('requirements.txt');
  const named = dependencies[tool] ?? dependencies[`@${tool}/openapi-ts`];
  const pinned = new RegExp(`^${tool}(?:-cli)?==(.+)$`, 'm').exec(requirements)?.[1];
  const version = named ?? pinned ?? goTools[tool as keyof typeof goTools].split('@v')[1];
  if (version === undefined) throw new Error(`No file names the version of ${generator}.`);
  return version;
}
