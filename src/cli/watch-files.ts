import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How long to wait after the last change before reading, in milliseconds. Editors write a file in several steps. */
const settleMilliseconds = 150;

export interface WatchFilesOptions {
  /** The files to watch; asked anew after each change. */
  readonly files: () => readonly string[];
  /** Called after a change. */
  readonly onChange: () => Promise<void>;
  /** Called with a line for people when a folder cannot be watched. */
  readonly onLine: (line: string) => void;
}

/** Watches files, by their folders: an editor may replace a file. @returns a function that ends the watch */
export function watchFiles({ files, onChange, onLine }: WatchFilesOptions): () => void {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const close = (): void => {
    for (const watcher of watchers) watcher.close();
    watchers = [];
  };
  const open = (): void => {
    close();
    const byFolder = new Map<string, Set<string>>();
    for (const file of files()) {
      const names = byFolder.get(dirname(file)) ?? new Set();
      byFolder.set(dirname(file), names.add(basename(file)));
    }
    for (const [folder, names] of byFolder) {
      try {
        const watcher = watch(folder, (_event, name) => {
          if (name === null || names.has(name)) changed();
        });
        watchers.push(watcher.on('error', ({ message }) => onLine(`${folder} is not watched: ${message}`)));
      } catch (error) {
        onLine(`${folder} is not watched: ${(error as Error).message}`);
      }
    }
  };
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void onChange().finally(() => {
        if (!isClosed) open();
      });
    }, settleMilliseconds);
  };
  open();
  return () => {
    isClosed = true;
    clearTimeout(timer);
    close();
  };
}
