import type { JsonValue } from './http-message.ts';
import { valueAt } from './json-pointer.ts';
import { readOwnFile } from './own-files.ts';

/** The members of an OpenAPI 3.1 document that the server reads. The rest is documentation. */
export interface Document {
  readonly info: { readonly title: string; readonly version: string };
  readonly security?: readonly SecurityRequirement[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    /** Absent in an API without credentials. */
    readonly securitySchemes?: Readonly<Record<string, SecurityScheme>>;
    readonly [kind: string]: unknown;
  };
}

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof methods)[number];

export type PathItem = { readonly [method in Method]?: OperationObject } & {
  readonly parameters?: readonly (ParameterObject | Reference)[];
};

export interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly SecurityRequirement[];
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly requestBody?: RequestBodyObject | Reference;
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
  readonly [extension: `x-${string}`]: JsonValue | undefined;
}

export interface ParameterObject {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema: Schema | Reference;
  readonly example?: JsonValue;
  readonly examples?: Readonly<Record<string, ExampleObject | Reference>>;
}

export interface RequestBodyObject {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, MediaTypeObject>>;
}

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
}

export interface MediaTypeObject {
  readonly schema: Schema | Reference;
  readonly examples?: Readonly<Record<string, ExampleObject | Reference>>;
}

export interface ExampleObject {
  readonly summary?: string;
  readonly value: JsonValue;
}

export interface Reference {
  readonly $ref: string;
}

/** A JSON Schema 2020-12: the keywords that the server reads itself. Ajv reads the others. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly properties?: Readonly<Record<string, Schema | Reference>>;
  readonly items?: Schema | Reference;
  readonly allOf?: readonly (Schema | Reference)[];
  readonly anyOf?: readonly (Schema | Reference)[];
  readonly oneOf?: readonly (Schema | Reference)[];
}

export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export type SecurityScheme =
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'apiKey'; readonly in: 'header'; readonly name: string };

/** Reads a bundled document. @param name the name of its file under `generated/` */
export function readDocument(name: string): Document {
  return JSON.parse(readOwnFile(import.meta.url, `generated/${name}.json`)) as Document;
}

/** Follows a `$ref` inside the document. Returns any other node unchanged. */
export function resolveRef<T extends object>(document: Document, node: T | Reference): T {
  let target: unknown = node;
  while (isReference(target)) target = nodeAt(document, target.$ref);
  return target as T;
}

function isReference(node: unknown): node is Reference {
  return typeof node === 'object' && node !== null && typeof (node as Reference).$ref === 'string';
}

function nodeAt(document: Document, reference: string): unknown {
  const node = valueAt(document, decodeURIComponent(reference.slice(1)));
  if (node === undefined) throw new Error(`The document has nothing at ${reference}.`);
  return node;
}
