import { rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

type Outputs = Metafile['outputs'];

/** Chunks that become one file. */
interface Group {
  /** The file, below the folder. */
  readonly file: string;
  /** The module that loads its chunks. Those that an earlier group has stay there. */
  readonly module: string;
}

interface MergeOptions {
  readonly groups: readonly Group[];
  /** The modules that load no group: a client does not load the server. */
  readonly apart: readonly string[];
  /** The files that stay where they are, because programs name them. */
  readonly named: readonly string[];
}

/**
 * Puts chunks of a bundle together. The bundler makes one for each set of entries that share code, and a start would
 * load dozens of them.
 *
 * @param folder of all files, each of which is in a folder in it
 * @param outputs of the bundler
 * @param options name modules and files by their paths below the folder
 */
export async function mergeChunks(
  folder: string,
  outputs: Outputs,
  { groups, apart, named }: MergeOptions,
): Promise<void> {
  const chunks = new Map(Object.entries(outputs).map(([file, output]) => [resolve(file), output]));
  const chunkOf = (module: string): string =>
    [...chunks].find(([, { entryPoint }]) => resolve(entryPoint ?? '') === join(folder, module))![0];
  const kept = new Set([...reachable(chunks, apart.map(chunkOf)), ...named.map((file) => join(folder, file))]);
  /** The merged chunks. Each becomes a line that exports the same names from its new place. */
  const merged = new Set<string>();
  for (const { file, module } of groups) {
    const members = [...reachable(chunks, [chunkOf(module)])].filter((each) => !kept.has(each) && !merged.has(each));
    const own = new Set(members);
    const lines = members.map((member, index) => {
      const names = chunks.get(member)!.exports.map((name) => `${name} as ${name}_${index}`);
      return `export { ${names.join(', ')} } from './${relative(folder, member)}';`;
    });
    await build({
      ...options,
      stdin: { contents: lines.join('\n'), resolveDir: folder, loader: 'js' },
      outfile: join(folder, file),
      plugins: [follow(folder, (each) => own.has(each) || merged.has(each))],
    });
    for (const [index, member] of members.entries()) {
      const names = chunks.get(member)!.exports.map((name) => `${name}_${index} as ${name}`);
      writeFileSync(member, `export { ${names.join(', ')} } from '../${file}';\n`);
      merged.add(member);
    }
  }
  // Let all others import from the merged files, not by way of those lines.
  const others = [...chunks.keys()].filter((file) => !merged.has(file));
  await build({
    ...options,
    entryPoints: others.map((file) => ({ in: file, out: relative(folder, file).replace(/\.js$/, '') })),
    outdir: folder,
    allowOverwrite: true,
    plugins: [follow(folder, (each) => merged.has(each))],
  });
  const imported = [...chunks.values()].flatMap(({ imports }) => imports);
  const entered = new Set(imported.flatMap(({ kind, path }) => (kind === 'dynamic-import' ? resolve(path) : [])));
  for (const file of merged) if (!entered.has(file)) rmSync(file);
}

const options: BuildOptions = {
  bundle: true,
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  legalComments: 'none',
  // A chunk may import another one only so that it runs first.
  logOverride: { 'ignored-bare-import': 'silent' },
  logLevel: 'warning',
};

/** Bundles some files and leaves all others, which every file finds from the folder that it is in. */
function follow(folder: string, isFollowed: (file: string) => boolean): Plugin {
  return {
    name: 'follow',
    setup(bundler) {
      bundler.onResolve({ filter: /./ }, ({ path, kind, resolveDir }) => {
        if (kind === 'entry-point') return undefined;
        if (!path.startsWith('.')) return { path, external: true };
        const file = join(resolveDir, path);
        if (kind === 'import-statement' && isFollowed(file)) return undefined;
        return { path: `../${relative(folder, file)}`, external: true };
      });
    },
  };
}

/** The files that loading some of them loads, too. */
function reachable(chunks: ReadonlyMap<string, Outputs[string]>, from: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const output = chunks.get(file);
    if (!output || found.has(file)) return;
    found.add(file);
    for (const { path, kind } of output.imports) if (kind === 'import-statement') visit(resolve(path));
  };
  for (const file of from) visit(file);
  return found;
}
