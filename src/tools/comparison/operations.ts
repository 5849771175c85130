import { methods, resolveRef, type Document, type MediaTypeObject, type Reference } from '../../contract/document.ts';
import { fieldsOf, type Field, type Fields } from './fields.ts';

/** An operation as a client meets it. */
export interface OperationShape {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** The first tag; empty when there is none. */
  readonly tag: string;
  /** Whether the document calls it documented by the vendor. */
  readonly isDocumented: boolean;
  readonly isDeprecated: boolean;
  readonly isSecured: boolean;
  /** By place and name: `query limit`. A path parameter counts by its position: `path 1`. */
  readonly parameters: ReadonlyMap<string, Field>;
  /** The fields of the request body; undefined when none is taken. */
  readonly request?: Fields;
  /** The documented statuses, each with the fields of its body; undefined for an empty one. */
  readonly replies: ReadonlyMap<string, Fields | undefined>;
}

type Content = Readonly<Record<string, MediaTypeObject>>;

/** Lists the operations of a document by method and path, in which `{}` stands for each parameter. */
export function operationsOf(document: Document): Map<string, OperationShape> {
  const operations = new Map<string, OperationShape>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      if (item[method]) operations.set(keyOf(method, path), toShape(document, path, method));
    }
  }
  return operations;
}

/** The name under which two documents have the same operation, however they name its parameters. */
function keyOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`;
}

function toShape(document: Document, path: string, method: (typeof methods)[number]): OperationShape {
  const item = document.paths[path]!;
  const operation = item[method]!;
  const positions = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((node) => {
    const { name, in: place, required, schema } = resolveRef(document, node);
    const key = place === 'path' ? `path ${positions.indexOf(name) + 1}` : `${place} ${name}`;
    return [key, { ...valueOf(document, schema), required: required === true }] as const;
  });
  const body = operation.requestBody && resolveRef(document, operation.requestBody);
  const request = body && bodyOf(document, body.content);
  const security = operation.security ?? document.security ?? [];
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    tag: (operation as { tags?: readonly string[] }).tags?.[0] ?? '',
    isDocumented: operation['x-documented'] !== false,
    isDeprecated: (operation as { deprecated?: boolean }).deprecated === true,
    isSecured: security.length > 0 && security.every((schemes) => Object.keys(schemes).length > 0),
    parameters: new Map(parameters),
    ...(request ? { request } : {}),
    replies: new Map(
      Object.entries(operation.responses).map(([status, node]) => [
        status,
        bodyOf(document, resolveRef(document, node).content),
      ]),
    ),
  };
}

/** The fields of the first media type. */
function bodyOf(document: Document, content: Content | undefined): Fields | undefined {
  const [media] = Object.values(content ?? {});
  return media ? fieldsOf(document, media.schema) : undefined;
}

function valueOf(document: Document, schema: Parameters<typeof fieldsOf>[1] | Reference): Field {
  return fieldsOf(document, schema).get('') ?? { type: 'any', required: false, bounded: false, deprecated: false };
}
