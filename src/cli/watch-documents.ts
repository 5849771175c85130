import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { DocumentError } from '../documents/finding.ts';
import type { Documents } from '../documents/documents.ts';
import { noteOf } from './shown-documents.ts';

/** How long to wait after the last change before reading, in milliseconds. Editors write a file in several steps. */
const settleMilliseconds = 150;

export interface WatchDocumentsOptions {
  readonly documents: Pick<Documents, 'current' | 'reload'>;
  /** Called with lines for people about each reload. */
  readonly onLine: (line: string) => void;
}

/**
 * Reloads the documents after each change of a file that they consist of. A document that is wrong is not loaded: the
 * last good one stays, and lines name the places.
 *
 * @returns a function that ends the watch
 */
export function watchDocuments({ documents, onLine }: WatchDocumentsOptions): () => void {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  const close = (): void => {
    for (const watcher of watchers) watcher.close();
    watchers = [];
  };
  const reload = (): void => {
    try {
      const loaded = documents.reload();
      for (const finding of loaded.flatMap((each) => each.findings)) onLine(noteOf(finding));
      onLine('the documents were reloaded; the state was kept');
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      for (const finding of error.findings) onLine(noteOf(finding));
      onLine('the document is wrong; the last good one stays');
    }
    open();
  };
  const onChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(reload, settleMilliseconds);
  };
  /** Watches folders rather than files: an editor may replace a file. A reload may bring other files. */
  const open = (): void => {
    close();
    const byFolder = new Map<string, Set<string>>();
    for (const file of documents.current().flatMap(({ files }) => files)) {
      const names = byFolder.get(dirname(file)) ?? new Set();
      byFolder.set(dirname(file), names.add(basename(file)));
    }
    for (const [folder, names] of byFolder) {
      try {
        const watcher = watch(folder, (_event, name) => {
          if (name === null || names.has(name)) onChange();
        });
        watchers.push(watcher.on('error', ({ message }) => onLine(`${folder} is not watched: ${message}`)));
      } catch (error) {
        onLine(`${folder} is not watched: ${(error as Error).message}`);
      }
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    close();
  };
}
