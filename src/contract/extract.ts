import { existsSync } from 'node:fs';
import type { Examples } from './examples.ts';
import { ownFile, readOwnFile } from './own-files.ts';
import type { ListedValues } from './public-values.ts';

/** The parts of a document that every server needs. With them it reads the document when it is first called. */
export interface Extract {
  /** The examples that sandboxes start with. */
  readonly examples: Examples;
  readonly listedValues: ListedValues;
}

/** Reads the extract that the build made of a document; undefined when running from the sources, where nothing is built. */
export function readExtract(document: string): Extract | undefined {
  const path = `compiled/${document}/extract.json`;
  return existsSync(ownFile(import.meta.url, path))
    ? (JSON.parse(readOwnFile(import.meta.url, path)) as Extract)
    : undefined;
}
