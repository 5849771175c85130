import { DocumentError } from '../documents/finding.ts';
import type { Documents } from '../documents/documents.ts';
import { noteOf } from './shown-documents.ts';
import { watchFiles } from './watch-files.ts';

export interface WatchDocumentsOptions {
  readonly documents: Pick<Documents, 'current' | 'reload'>;
  /** Called with lines for people about each reload. */
  readonly onLine: (line: string) => void;
}

/**
 * Reloads the documents after each change of their files. If a document is invalid, the last valid one stays, and lines
 * name the places.
 *
 * @returns a function that ends the watch
 */
export function watchDocuments({ documents, onLine }: WatchDocumentsOptions): () => void {
  const reload = (): void => {
    try {
      const loaded = documents.reload();
      for (const finding of loaded.flatMap((each) => each.findings)) onLine(noteOf(finding));
      onLine('the documents were reloaded; the state was kept');
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      for (const finding of error.findings) onLine(noteOf(finding));
      onLine('the document is invalid; the last valid one stays');
    }
  };
  const files = (): string[] => documents.current().flatMap((each) => each.files);
  return watchFiles({ files, onChange: reload, onLine });
}
