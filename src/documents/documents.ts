import type { Answerer } from '../contract/call.ts';
import type { Contract } from '../contract/contract.ts';
import { createDocumentAnswerer } from './answerer.ts';
import { type FirstCall, makeFirstCall } from './first-call.ts';
import { type LoadedDocument, loadDocuments, type LoadOptions } from './load.ts';
import { libraries } from './load-libraries.ts';

/** The documents of a user, and how they are answered. */
export interface Documents {
  /** The documents after the latest reload. */
  readonly current: () => readonly LoadedDocument[];
  /** Reads all files anew. @throws DocumentError for a document that is wrong; the current ones then stay */
  readonly reload: () => readonly LoadedDocument[];
  /** @param seed the same seed gives the same values */
  readonly createAnswerer: (seed: string | undefined) => Answerer;
  /** Makes a call that a reader can send at once; undefined for a document without an operation for one. */
  readonly firstCall: (contract: Contract, token: string) => FirstCall | undefined;
  /** Writes a document as YAML. */
  readonly toYaml: (document: object) => string;
}

/** Loads documents and what answers them. @throws DocumentError for a document that is wrong */
export function openDocuments(files: readonly string[], options: LoadOptions = {}): Documents {
  let current = loadDocuments(files, options);
  return {
    current: () => current,
    reload: () => (current = loadDocuments(files, options)),
    createAnswerer: (seed) =>
      createDocumentAnswerer({ seed, documents: current, isDynamic: options.isDynamic === true }),
    firstCall: makeFirstCall,
    toYaml: (document) => libraries().writeYaml(document),
  };
}
