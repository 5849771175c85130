import type { Contract } from '../contract/contract.ts';
import { loadContract } from '../contract/contract.ts';
import type { Document } from '../contract/document.ts';
import { createDocumentApi } from './api.ts';
import { bundleDocument } from './bundle.ts';
import { checkDocument } from './check.ts';
import { resolveAnchors } from './check-references.ts';
import { completeDocument } from './complete.ts';
import { refuseEmptyValues } from './empty-values.ts';
import { DocumentError, type Finding } from './finding.ts';
import { nameOf } from './name.ts';
import { placeFindings, sharedIds } from './notes.ts';
import { replaceOldKeywords } from './old-keywords.ts';
import { basesOf, shapeOf } from './paths.ts';
import { detectVersion, raise, type Version } from './raise.ts';
import { childPointer, withLines } from './source.ts';

/** A document of a user, ready to be served. */
export interface LoadedDocument {
  /** The file, as its path was given. */
  readonly file: string;
  /** Its name in addresses and in the journal. */
  readonly name: string;
  readonly contract: Contract;
  /** The prefix of its paths: empty for the root. */
  readonly mount: string;
  /** The version of OpenAPI that it is written in. */
  readonly version: Version;
  /** All files that it consists of. */
  readonly files: readonly string[];
  /** Places that are wrong, or read in another way than written. */
  readonly findings: readonly Finding[];
}

export interface LoadOptions {
  /** Serve what is sound of a document that is wrong. */
  readonly isLenient?: boolean | undefined;
  /** Make the values of every answer anew. */
  readonly isDynamic?: boolean | undefined;
  /** Whether a path belongs to an API that is served beside the documents. */
  readonly isTaken?: ((path: string) => boolean) | undefined;
  /** Called with each file that is read. */
  readonly onFile?: ((file: string) => void) | undefined;
}

/**
 * Loads documents: YAML or JSON, OpenAPI 2.0 to 3.2, with the files that they refer to. Each is served at the root,
 * unless one of its paths is another's; then under its name.
 *
 * @throws DocumentError for a document that is wrong, with all places and reasons
 */
export function loadDocuments(files: readonly string[], options: LoadOptions = {}): LoadedDocument[] {
  const read = files.map((file) => readDocument(file, options.isLenient === true, options.onFile));
  const errors = read.flatMap(({ findings }) => findings.filter(({ level }) => level === 'error'));
  if (errors.length > 0 && !options.isLenient) throw new DocumentError(errors);
  const names = new Set<string>();
  const atRoot = new Set<string>();
  const owners = new Map<string, string>();
  return read.map((each) => {
    const name = nameOf(each.file, each.document.info.title, names);
    names.add(name);
    const shapes = Object.keys(each.document.paths).map(shapeOf);
    const collides = shapes.some((shape) => atRoot.has(shape) || options.isTaken?.(shape) === true);
    const mount = collides ? `/${name}` : '';
    if (!collides) for (const shape of shapes) atRoot.add(shape);
    const contract = createContract(name, mount, each.document, options.isLenient);
    const findings = [
      ...each.findings,
      ...placeFindings(each, mount, { atRoot, isTaken: options.isTaken }),
      ...sharedIds(each.file, contract, owners),
    ];
    return { ...each, name, mount, findings, contract };
  });
}

function createContract(name: string, mount: string, document: Document, isLenient = false): Contract {
  // The API looks paths up in its contract, which is made from the API.
  const made: { contract?: Contract } = {};
  const { title } = document.info;
  const api = createDocumentApi({ name, title, mount, bases: basesOf(document), contract: () => made.contract! });
  return (made.contract = loadContract(api, document, isLenient));
}

type ReadDocument = Pick<LoadedDocument, 'file' | 'version' | 'files' | 'findings'> & { readonly document: Document };

function readDocument(file: string, isLenient: boolean, onFile: LoadOptions['onFile']): ReadDocument {
  const { document, origins, sources, findings } = bundleDocument(file, onFile);
  const version = detectVersion(document);
  if (typeof version === 'object') throw new DocumentError([{ level: 'error', file, message: version.problem }]);
  const found: Finding[] = [...findings];
  const placeOf = (root: unknown, pointer: string): Pick<Finding, 'file' | 'pointer'> => {
    // The nearest object that the files hold knows its place; the rest of the pointer follows.
    const tokens = pointer.split('/').slice(1);
    let node: unknown = root;
    let origin = { file, pointer: '' };
    for (const token of tokens) {
      const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
      node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined;
      const own = typeof node === 'object' && node !== null ? origins.get(node) : undefined;
      origin = own ?? { file: origin.file, pointer: `${origin.pointer}/${token}` };
    }
    return origin;
  };
  const known = new Set<string>();
  const checkOnce = (root: Record<string, unknown>): void =>
    checkDocument(root, (level, pointer, message, repair) => {
      const finding = { level, ...placeOf(root, pointer), message };
      const key = `${finding.file} ${finding.pointer} ${message}`;
      if (!known.has(key)) found.push(finding);
      known.add(key);
      if (isLenient || level === 'warning') repair();
    });
  const check = (root: Record<string, unknown>): void => {
    checkOnce(root);
    // Places that are left may refer to what the first check has left out.
    if (isLenient && found.some(({ level }) => level === 'error')) checkOnce(root);
  };
  // Swagger 2.0 has other objects, so it is checked once it is raised.
  if (version !== '2.0') check(document);
  refuseEmptyValues(document);
  const raised = raiseOrFail(file, document, version);
  if (version === '2.0') check(raised as unknown as Record<string, unknown>);
  const errors = found.filter(({ level }) => level === 'error');
  if (!isLenient && errors.length > 0) throw new DocumentError(withLines(errors, sources));
  replaceOldKeywords(raised, version);
  resolveAnchors(raised as unknown as Record<string, unknown>);
  completeDocument(raised, (path, id) => {
    const pointer = path.reduce<string>(childPointer, '');
    const message = `has the operationId of another operation and is served as ${id}`;
    found.push({ level: 'warning', ...placeOf(raised, pointer), message });
  });
  return { file, version, document: raised, files: [...sources.keys()], findings: withLines(found, sources) };
}

function raiseOrFail(file: string, document: Record<string, unknown>, version: Version): Document {
  try {
    return raise(document, version);
  } catch (error) {
    const message = `cannot be raised from OpenAPI ${version} to 3.1: ${(error as Error).message}`;
    throw new DocumentError([{ level: 'error', file, message }]);
  }
}
