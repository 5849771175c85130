import type { DefinedHandlers } from '../handlers/define.ts';
import { OptionError } from '../mockplane/options.ts';
import type { HandlersLoader } from './handlers-file.ts';
import { watchFiles } from './watch-files.ts';

export interface WatchHandlersOptions {
  readonly loader: HandlersLoader;
  /** Switches to the handlers. @throws OptionError for handlers that do not go with the documents */
  readonly follow: (handlers: readonly DefinedHandlers[]) => void;
  /** Called with lines for people about each reload. */
  readonly onLine: (line: string) => void;
}

/**
 * Reloads the handlers after each change of their files. Handlers that cannot be loaded leave the last good ones in
 * place.
 *
 * @returns a function that ends the watch
 */
export function watchHandlers({ loader, follow, onLine }: WatchHandlersOptions): () => void {
  const reload = async (): Promise<void> => {
    try {
      follow(await loader.load());
      onLine('the handlers were reloaded; the state was kept');
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      onLine(`${error.message}; the last good handlers stay`);
    }
  };
  return watchFiles({ files: loader.files, onChange: reload, onLine });
}
