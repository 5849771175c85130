import { statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type DefinedHandlers, isDefinedHandlers } from '../handlers/define.ts';
import { OptionError } from '../mockplane/options.ts';

/** Loads files of handlers, and again after a change. */
export interface HandlersLoader {
  /** Loads all files anew, with the files that they import. @throws OptionError for a file that cannot be loaded */
  readonly load: () => Promise<DefinedHandlers[]>;
  /** The files of the latest load, without packages. */
  readonly files: () => string[];
}

/** Marks the modules of one load, since Node loads a module once for each URL. */
const mark = 'mockplane-load';

/** Creates a loader of TypeScript or JavaScript files, each with handlers as its default export. */
export function createHandlersLoader(paths: readonly string[]): HandlersLoader {
  let count = 0;
  let loaded = new Set<string>();
  registerHooks({
    resolve(specifier, context, next) {
      const found = resolveWithOwn(
        specifier,
        () => next(specifier, context),
        (parentURL) => next(specifier, { ...context, parentURL }),
      );
      const parent =
        context.parentURL !== undefined && URL.canParse(context.parentURL) ? new URL(context.parentURL) : undefined;
      const load = parent?.searchParams.get(mark);
      if (load === null || load === undefined || !found.url.startsWith('file:')) return found;
      if (found.url.includes('/node_modules/')) return found;
      const url = new URL(found.url);
      if (load === String(count)) loaded.add(fileURLToPath(url));
      url.searchParams.set(mark, load);
      return { ...found, url: url.href };
    },
  });

  const loadFile = async (path: string): Promise<DefinedHandlers[]> => {
    const file = resolve(path);
    loaded.add(file);
    const url = pathToFileURL(file);
    url.searchParams.set(mark, String(count));
    let module: { readonly default?: unknown };
    try {
      // Node's error for a missing file names the module that imports it, which is this one.
      statSync(file);
      module = (await import(url.href)) as { readonly default?: unknown };
    } catch (error) {
      throw new OptionError(`--handlers ${path} cannot be loaded: ${reasonOf(error)}`, { cause: error });
    }
    const definitions = Array.isArray(module.default) ? (module.default as unknown[]) : [module.default];
    if (definitions.every(isDefinedHandlers)) return definitions;
    throw new OptionError(
      `--handlers ${path} has no handlers; write: export default defineHandlers<operations>({ … })`,
    );
  };

  return {
    async load() {
      count += 1;
      const before = loaded;
      loaded = new Set();
      try {
        const all: DefinedHandlers[] = [];
        for (const path of paths) all.push(...(await loadFile(path)));
        return all;
      } catch (error) {
        // Watch those of before, too: the file that is wrong now may import less.
        for (const file of before) loaded.add(file);
        throw error;
      }
    },
    files: () => [...loaded],
  };
}

type Resolved = ReturnType<Parameters<typeof registerHooks>[0]['resolve'] & object>;

/** Resolves `mockplane/handlers` to this package where the project has not installed it: `npx mockplane`. */
function resolveWithOwn(specifier: string, usual: () => Resolved, from: (parentURL: string) => Resolved): Resolved {
  try {
    return usual();
  } catch (error) {
    if (specifier !== 'mockplane' && !specifier.startsWith('mockplane/')) throw error;
    return from(import.meta.url);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return 'this Node reads no TypeScript; use Node 22.18 or newer, or a .js file';
  }
  return `${(error as Error).name}: ${message}`;
}
