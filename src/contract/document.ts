import type { JsonValue } from './http-message.ts';
import { valueAt } from './json-pointer.ts';
import { readOwnFile } from './own-files.ts';

/** The members of an OpenAPI 3.1 document that the server reads. The rest is documentation. */
export interface Document {
  readonly info: { readonly title: string; readonly version: string };
  readonly security?: readonly SecurityRequirement[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly webhooks?: Readonly<Record<string, PathItem | Reference>>;
  readonly components: {
    /** Absent in an API without credentials. */
    readonly securitySchemes?: Readonly<Record<string, SecurityScheme | Reference>>;
    readonly [kind: string]: unknown;
  };
}

export const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace', 'query'] as const;
export type Method = (typeof methods)[number];

export type PathItem = { readonly [method in Method]?: OperationObject } & {
  readonly $ref?: string;
  readonly parameters?: readonly (ParameterObject | Reference)[];
  /** Operations of OpenAPI 3.2 by other methods, which are written as they are sent. */
  readonly additionalOperations?: Readonly<Record<string, OperationObject>>;
};

/** An operation of a path item. */
export interface ItemOperation {
  /** As it is sent: `GET`. */
  readonly method: string;
  readonly operation: OperationObject;
  /** The place below the path item: `get`, `additionalOperations/PURGE`. */
  readonly place: string;
}

/** Lists the operations of a path item. */
export function operationsOf(item: PathItem): ItemOperation[] {
  const own = methods.flatMap((method) => {
    const operation = item[method];
    return operation ? [{ method: method.toUpperCase(), operation, place: method }] : [];
  });
  const others = Object.entries(item.additionalOperations ?? {}).map(([method, operation]) => {
    return { method, operation, place: `additionalOperations/${method}` };
  });
  return [...own, ...others];
}

/** Whether Node's HTTP server accepts a method, which is written in capitals. */
export function isKnownMethod(method: string): boolean {
  return process.getBuiltinModule('node:http').METHODS.includes(method);
}

export interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly SecurityRequirement[];
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly requestBody?: RequestBodyObject | Reference;
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
  readonly callbacks?: Readonly<Record<string, CallbackObject | Reference>>;
  readonly [extension: `x-${string}`]: JsonValue | undefined;
}

/** Path items by the expression of their URL. */
export type CallbackObject = Readonly<Record<string, PathItem | Reference>>;

/** How a value is spelt: what parameters, headers and the properties of a form have in common. */
export interface SpellingObject {
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

export interface ParameterObject extends SpellingObject, HeaderObject {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly allowEmptyValue?: boolean;
}

/** A header of a response or of a part of a form. */
export interface HeaderObject {
  readonly required?: boolean;
  readonly explode?: boolean;
  /** Absent where `content` is there. */
  readonly schema?: Schema | Reference;
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
  readonly example?: JsonValue;
  readonly examples?: Readonly<Record<string, ExampleObject | Reference>>;
}

export interface RequestBodyObject {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, MediaTypeObject>>;
}

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderObject | Reference>>;
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
  /** The statuses that `default` stands for, each with the names of its examples. Without it, `default` is any status. */
  readonly 'x-statuses'?: Readonly<Record<string, readonly string[]>>;
}

export interface MediaTypeObject {
  /** Absent where anything goes. */
  readonly schema?: Schema | Reference;
  readonly example?: JsonValue;
  readonly examples?: Readonly<Record<string, ExampleObject | Reference>>;
  readonly encoding?: Readonly<Record<string, EncodingObject>>;
}

/** How one property of a form is sent. */
export interface EncodingObject extends SpellingObject {
  /** One media type, or several with commas between them. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, HeaderObject | Reference>>;
}

export interface ExampleObject {
  readonly summary?: string;
  /** Absent where the example is outside the document. */
  readonly value?: JsonValue;
}

export interface Reference {
  readonly $ref: string;
}

/** A JSON Schema 2020-12: the keywords that the server reads itself. Ajv reads the others. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly contentEncoding?: string;
  readonly properties?: Readonly<Record<string, Schema | Reference>>;
  readonly additionalProperties?: boolean | Schema | Reference;
  readonly required?: readonly string[];
  readonly items?: Schema | Reference;
  readonly allOf?: readonly (Schema | Reference)[];
  readonly anyOf?: readonly (Schema | Reference)[];
  readonly oneOf?: readonly (Schema | Reference)[];
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly example?: JsonValue;
  readonly examples?: readonly JsonValue[];
  readonly default?: JsonValue;
}

export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export type SecurityScheme =
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly type: 'oauth2' | 'openIdConnect' | 'mutualTLS' };

/** Reads a bundled document. @param name the name of its file under `generated/` */
export function readDocument(name: string): Document {
  return JSON.parse(readOwnFile(import.meta.url, `generated/${name}.json`)) as Document;
}

/** Follows a `$ref` inside the document. Returns any other node unchanged. @throws Error if references go in a circle */
export function resolveRef<T extends object>(document: Document, node: T | Reference): T {
  let target: unknown = node;
  for (let step = 0; isReference(target); step++) {
    if (step > longestChain) throw new Error(`The reference ${target.$ref} leads back to itself.`);
    target = nodeAt(document, target.$ref);
  }
  return target as T;
}

/** References from one to the next. More of them go in a circle. */
const longestChain = 100;

export function isReference(node: unknown): node is Reference {
  return typeof node === 'object' && node !== null && typeof (node as Reference).$ref === 'string';
}

function nodeAt(document: Document, reference: string): unknown {
  const node = valueAt(document, decodeURIComponent(reference.slice(1)));
  if (node === undefined) throw new Error(`The document has nothing at ${reference}.`);
  return node;
}
