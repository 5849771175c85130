import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { type Document, readDocument } from '../../contract/document.ts';
import { projectRoot } from '../../redocly/spec.ts';
import { compare } from '../../breaking/compare.ts';
import type { Difference } from '../../breaking/difference.ts';
import { checkChangeNotes, type ChangeNotes } from './changes-file.ts';

/** The comparison of an API's generated document with its released one. */
export interface Comparison {
  readonly released: Document;
  readonly present: Document;
  readonly differences: readonly Difference[];
  readonly notes: ChangeNotes;
}

/** The path of an API's released document. */
export const releasedFile = (api: string): string => join(projectRoot, 'spec', api, 'released.yaml');
/** The path of an API's `CHANGES.md`. */
export const changesFile = (api: string): string => join(projectRoot, 'spec', api, 'CHANGES.md');

/** Reads the released document of an API; undefined before its first release. */
export function readReleased(api: string): Document | undefined {
  const file = releasedFile(api);
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Document) : undefined;
}

/**
 * Compares an API's generated document with its released one.
 *
 * @throws Error before the first release, and when `CHANGES.md` has no section for the released version
 */
export async function compareWithReleased(api: string): Promise<Comparison> {
  const released = readReleased(api);
  if (!released) throw new Error(`spec/${api}/released.yaml is not there; npm run release:contract writes it`);
  const present = readDocument(api);
  const differences = isDeepStrictEqual(released, present) ? [] : await compare(released, present);
  const changes = readFileSync(changesFile(api), 'utf8');
  try {
    return { released, present, differences, notes: checkChangeNotes(differences, changes, released.info.version) };
  } catch (error) {
    throw new Error(`spec/${api}/CHANGES.md: ${(error as Error).message}`, { cause: error });
  }
}
