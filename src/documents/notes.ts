import type { Contract } from '../contract/contract.ts';
import type { Document } from '../contract/document.ts';
import type { Finding } from './finding.ts';
import { basesOf, shapeOf } from './paths.ts';

/** Where paths belong to others. */
interface TakenPaths {
  readonly atRoot: ReadonlySet<string>;
  readonly isTaken: ((path: string) => boolean) | undefined;
}

/** A document and its file. */
interface PlacedDocument {
  readonly file: string;
  readonly document: Document;
}

/** Says why a document is not served at the root, or not under a server's path. */
export function placeFindings(
  { file, document }: PlacedDocument,
  mount: string,
  { atRoot, isTaken }: TakenPaths,
): Finding[] {
  const paths = Object.keys(document.paths);
  const isOurs = (path: string): boolean => isTaken?.(shapeOf(path)) === true;
  if (mount !== '') {
    const path = paths.find((each) => isOurs(each) || atRoot.has(shapeOf(each)))!;
    const owner = isOurs(path) ? 'Mockplane' : 'another document';
    return [
      { level: 'warning', file, message: `is served under ${mount}, because ${owner} has the path ${path}, too` },
    ];
  }
  return basesOf(document)
    .filter((base) => paths.some((path) => isOurs(`${base}${path}`)))
    .map((base) => ({
      level: 'warning',
      file,
      message: `is not served under its server's path ${base}, which another API has`,
    }));
}

/** Lists operations whose id another document has: rules and the journal name operations by their ids. */
export function sharedIds(file: string, { operations }: Contract, owners: Map<string, string>): Finding[] {
  return operations.flatMap(({ id }): Finding[] => {
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, file);
    if (owner === undefined || owner === file) return [];
    return [
      { level: 'warning', file, message: `has an operation ${id}, as ${owner} has: a fault rule for it matches both` },
    ];
  });
}
