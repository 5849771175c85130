import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { ownFile } from '../../contract/own-files.ts';

/** The members of a package.json that say where a package comes from. */
interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * Says where npm finds this Mockplane, for the package.json of a new project: as the project that installed it does, else
 * in its own folder. Mockplane is not on the npm registry.
 *
 * @param folder of the new project, absolute
 * @param own the folder of this package
 * @returns `file:` and a path from the new project, or what the other project names: a version or a URL
 */
export function sourceOf(folder: string, own = dirname(ownFile(import.meta.url, '../../../package.json'))): string {
  const modules = dirname(own);
  const installer = basename(modules) === 'node_modules' ? dirname(modules) : undefined;
  const named = installer === undefined ? undefined : dependencyOf(join(installer, 'package.json'));
  if (named === undefined) return fileSource(folder, own);
  return named.startsWith('file:') ? fileSource(folder, resolve(installer!, named.slice('file:'.length))) : named;
}

function dependencyOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as PackageJson;
  return devDependencies?.['mockplane'] ?? dependencies?.['mockplane'];
}

function fileSource(folder: string, target: string): string {
  return `file:${relative(folder, target).replaceAll('\\', '/')}`;
}
