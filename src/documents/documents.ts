import type { Answerer } from '../contract/call.ts';
import { createDocumentAnswerer } from './answerer.ts';
import { type LoadedDocument, loadDocuments, type LoadOptions } from './load.ts';

/** The documents of a user, and how they are answered. */
export interface Documents {
  readonly loaded: readonly LoadedDocument[];
  /** @param seed the same seed gives the same values */
  readonly createAnswerer: (seed: string | undefined) => Answerer;
}

/** Loads documents and what answers them. @throws DocumentError for a document that is wrong */
export function openDocuments(files: readonly string[], options: LoadOptions = {}): Documents {
  return {
    loaded: loadDocuments(files, options),
    createAnswerer: (seed) => createDocumentAnswerer({ seed }),
  };
}
