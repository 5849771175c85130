import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How long to wait after the last change before reading, in milliseconds. Editors write a file in several steps. */
const settleMilliseconds = 150;

export interface WatchFilesOptions {
  /** The files to watch; asked anew after each change. */
  readonly files: () => readonly string[];
  /** Called after a change. */
  readonly onChange: () => void | Promise<void>;
  /** Called with a line for people when a folder cannot be watched. */
  readonly onLine: (line: string) => void;
}

/** Watches files, by their folders: an editor may replace a file. @returns a function that ends the watch */
export function watchFiles({ files, onChange, onLine }: WatchFilesOptions): () => void {
  const watchers = new Map<string, FSWatcher>();
  let watched = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let reloads = Promise.resolve();
  /** Watches the folders of the current files. Folders that stay are watched throughout, so that no change is lost. */
  const open = (): void => {
    watched = new Map();
    for (const file of files()) {
      const names = watched.get(dirname(file)) ?? new Set();
      watched.set(dirname(file), names.add(basename(file)));
    }
    for (const [folder, watcher] of watchers) {
      if (watched.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of watched.keys()) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, (_event, name) => {
          if (name === null || watched.get(folder)?.has(name)) changed();
        });
        watchers.set(
          folder,
          watcher.on('error', ({ message }) => {
            // A later reload tries again.
            watchers.delete(folder);
            onLine(`${folder} is not watched: ${message}`);
          }),
        );
      } catch (error) {
        onLine(`${folder} is not watched: ${(error as Error).message}`);
      }
    }
  };
  const reload = async (): Promise<void> => {
    try {
      await onChange();
    } finally {
      if (!isClosed) open();
    }
  };
  const changed = (): void => {
    clearTimeout(timer);
    // One reload after the other: an earlier one must not end last.
    timer = setTimeout(() => void (reloads = reloads.then(reload)), settleMilliseconds);
  };
  open();
  return () => {
    isClosed = true;
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}
