import { type Document, methods, type OperationObject, type PathItem } from '../contract/document.ts';

/**
 * Writes the requirements of the document into operations that have their own in only one of two versions. A comparison
 * of operations then sees what a client must send: one that loses its `security: []` gets the requirements of the
 * document.
 *
 * @returns both documents; an operation without a counterpart stays as it is
 */
export function withExplicitSecurity(one: Document, other: Document): readonly [Document, Document] {
  return [explicit(one, other), explicit(other, one)];
}

function explicit(document: Document, counterpart: Document): Document {
  const paths = Object.entries(document.paths).map(([path, item]): [string, PathItem] => {
    const theirs = counterpart.paths[path];
    const changed = methods.flatMap((method): [string, OperationObject][] => {
      const operation = item[method];
      const isMissing = operation !== undefined && operation.security === undefined;
      if (!isMissing || theirs?.[method]?.security === undefined) return [];
      return [[method, { ...operation, security: document.security ?? [] }]];
    });
    return [path, changed.length === 0 ? item : { ...item, ...Object.fromEntries(changed) }];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}
