import { type Document, methods, type OperationObject, type PathItem } from '../contract/document.ts';
import { unescapeToken } from '../contract/json-pointer.ts';

/** Ids of operations, in the document's order. */
export type Operations = readonly string[] | 'all';

/** Finds the operations that a place in a document affects: the one that contains it, or those that refer to it. */
export type AffectedOperations = (pointer: string) => Operations;

/** Creates the look-up for a document; pointers are JSON Pointers into it. */
export function affectedOperations(document: Document): AffectedOperations {
  const operations = operationsOf(document);
  return (pointer) => {
    const [part, first, second] = pointer.split('/').slice(1).map(unescapeToken);
    const ids = operations.filter(({ path, item, method, operation }) => {
      if (part === 'paths') return path === first && (!isMethod(second) || method === second);
      if (part !== 'components') return true;
      if (first === 'securitySchemes') return securityOf(document, operation).has(second!);
      return references(document, [item.parameters, operation]).has(`#/components/${first}/${second}`);
    });
    return ids.length === operations.length ? 'all' : ids.map(({ operation }) => operation.operationId);
  };
}

/** An operation and its place in the document. */
export interface PlacedOperation {
  readonly path: string;
  readonly item: PathItem;
  readonly method: (typeof methods)[number];
  readonly operation: OperationObject;
}

/** Lists the operations of a document in its order. */
export function operationsOf({ paths }: Document): PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, item, method, operation }] : [];
    }),
  );
}

function isMethod(token: string | undefined): boolean {
  return methods.some((method) => method === token);
}

function securityOf(document: Document, { security = document.security }: OperationObject): Set<string> {
  return new Set((security ?? []).flatMap((requirement) => Object.keys(requirement)));
}

/** Every component that a node refers to, directly or through other components. */
function references(document: Document, node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  for (const [key, value] of Object.entries(node)) {
    if (key !== '$ref' || typeof value !== 'string') references(document, value, found);
    else if (!found.has(value)) references(document, componentAt(document, value), found.add(value));
  }
  return found;
}

function componentAt(document: Document, reference: string): unknown {
  const [kind, name] = reference.split('/').slice(2).map(unescapeToken);
  return (document.components[kind!] as Readonly<Record<string, unknown>> | undefined)?.[name!];
}
