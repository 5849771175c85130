import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readBlocks } from './blocks.ts';
import { root } from '../helpers/folders.ts';

const recipes = join(root, 'test/recipes');

/** Whether the tools of the recipes are installed. `.ci/run` installs them. */
export const isInstalled =
  existsSync(join(recipes, 'node_modules/msw')) && existsSync(join(recipes, 'node_modules/@playwright/test'));

/** The block of the guide's page on testing that begins with the name of its file. @throws Error if there is none */
export function recipe(file: string): string {
  const page = readFileSync(join(root, 'src/site/guide/testing.md'), 'utf8');
  const block = readBlocks(page).find(({ text }) => text.startsWith(`// ${file}\n`));
  if (!block) throw new Error(`The guide has no recipe ${file}.`);
  return block.text;
}

/** Makes an empty folder for a project that imports Mockplane, and the tools if they are installed, by their names. */
export function makeProject(name: string): string {
  const mockplane = join(recipes, 'node_modules/mockplane');
  if (!existsSync(mockplane)) {
    mkdirSync(join(recipes, 'node_modules'), { recursive: true });
    symlinkSync(root, mockplane, 'junction');
  }
  const folder = join(recipes, '.projects', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
