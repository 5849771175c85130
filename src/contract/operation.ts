import {
  type Document,
  type Method,
  type OperationObject,
  type ParameterObject,
  type PathItem,
  type RequestBodyObject,
  type ResponseObject,
  type Reference,
  type SecurityRequirement,
  type SecurityScheme,
  methods,
  resolveRef,
} from './document.ts';
import type { JsonValue } from './http-message.ts';
import { escapeToken } from './json-pointer.ts';
import { isJson } from './media-type.ts';
import type { NameTree } from './property-names.ts';
import type { Check, Field, Schemas, ParseText } from './schemas.ts';

/** An operation of a contract, ready to check requests and responses. */
export interface Operation {
  /** The `operationId`. */
  readonly id: string;
  /** `GET`, `POST`, … */
  readonly method: string;
  /** The path template: `/v1/organizations/{org_slug}`. */
  readonly path: string;
  /** The accepted security schemes, in the contract's order. Any one suffices. */
  readonly security: readonly SecurityScheme[];
  /** Whether a request without any credential is let in as well. */
  readonly allowsAnonymous: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  /** By status, in the contract's order. */
  readonly responses: ReadonlyMap<number, Response>;
  /** The extensions of OpenAPI by name: `x-role`. */
  readonly extensions: Readonly<Record<string, JsonValue>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  /** Whether its schema asks for an integer. */
  readonly isInteger: boolean;
  readonly read: ParseText;
  readonly check: Check;
  /** A valid value, as text. */
  readonly example: string;
}

export interface RequestBody {
  readonly required: boolean;
  readonly mediaType: string;
  /** Names of the declared properties. */
  readonly properties: ReadonlySet<string>;
  /** The names at every depth; collected when they are first asked for. */
  readonly names: () => NameTree;
  /** How a form's texts are read, by field. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly check: Check;
  readonly examples: ReadonlyMap<string, JsonValue>;
}

export interface Response {
  readonly status: number;
  readonly description: string;
  /** Undefined for a response without a body. */
  readonly content: ResponseContent | undefined;
}

export interface ResponseContent {
  /** The first that the contract has. */
  readonly mediaType: string;
  /** The media type of a body. A response that has several sends texts by one that is not JSON. */
  readonly mediaTypeOf: (body: unknown) => string;
  readonly check: Check;
  /** By name, in the contract's order, those of all media types. */
  readonly examples: ReadonlyMap<string, JsonValue>;
}

/** Reads all operations of a document. */
export function readOperations(document: Document, schemas: Schemas): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [readOperation(document, schemas, path, item, method, operation)] : [];
    }),
  );
}

function readOperation(
  document: Document,
  schemas: Schemas,
  path: string,
  item: PathItem,
  method: Method,
  operation: OperationObject,
): Operation {
  const pointer = `/paths/${escapeToken(path)}/${method}`;
  const parameters = [
    ...(item.parameters ?? []).map((node, index) => [node, `/paths/${escapeToken(path)}/parameters/${index}`] as const),
    ...(operation.parameters ?? []).map((node, index) => [node, `${pointer}/parameters/${index}`] as const),
  ];
  const security = operation.security ?? document.security ?? [];
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    security: security.flatMap((requirement) =>
      Object.keys(requirement).map((name) => document.components.securitySchemes![name]!),
    ),
    allowsAnonymous: security.length === 0 || security.some(isEmpty),
    parameters: parameters.map(([node, at]) => readParameter(document, schemas, node, at)),
    requestBody: operation.requestBody && readRequestBody(document, schemas, operation.requestBody, pointer),
    responses: new Map(
      Object.entries(operation.responses).map(([status, node]) => [
        Number(status),
        readResponse(document, schemas, Number(status), node, `${pointer}/responses/${status}`),
      ]),
    ),
    extensions: Object.fromEntries(
      Object.entries(operation).filter(([name]) => name.startsWith('x-')) as [string, JsonValue][],
    ),
  };
}

function readParameter(
  document: Document,
  schemas: Schemas,
  node: ParameterObject | Reference,
  pointer: string,
): Parameter {
  const parameter = resolveRef(document, node);
  if (parameter.in === 'cookie') throw new Error(`Cookie parameters are not supported: ${parameter.name}`);
  const example = parameter.example ?? Object.values(examples(document, parameter.examples))[0];
  return {
    name: parameter.name,
    in: parameter.in,
    required: parameter.required ?? false,
    isInteger: schemas.isInteger(parameter.schema),
    read: schemas.textReader(parameter.schema),
    check: schemas.check(`${target(node, pointer)}/schema`, `/${parameter.in}/${escapeToken(parameter.name)}`),
    example: String(example),
  };
}

function readRequestBody(
  document: Document,
  schemas: Schemas,
  node: RequestBodyObject | Reference,
  operationPointer: string,
): RequestBody {
  const body = resolveRef(document, node);
  const [mediaType, media] = Object.entries(body.content)[0]!;
  const pointer = target(node, `${operationPointer}/requestBody`);
  return {
    required: body.required ?? false,
    mediaType,
    properties: schemas.propertyNames(media.schema),
    names: schemas.nameTree(media.schema),
    fields: schemas.fields(media.schema),
    check: schemas.check(`${pointer}/content/${escapeToken(mediaType)}/schema`, '/body'),
    examples: new Map(Object.entries(examples(document, media.examples))),
  };
}

function readResponse(
  document: Document,
  schemas: Schemas,
  status: number,
  node: ResponseObject | Reference,
  at: string,
): Response {
  const response = resolveRef(document, node);
  const contents = Object.entries(response.content ?? {}).map(([mediaType, media]) => ({
    mediaType,
    check: schemas.check(`${target(node, at)}/content/${escapeToken(mediaType)}/schema`, '/body'),
    examples: Object.entries(examples(document, media.examples)),
  }));
  const [first] = contents;
  if (!first) return { status, description: response.description, content: undefined };
  const contentOf = (body: unknown): typeof first =>
    contents.find(({ mediaType }) => isJson(mediaType) !== (typeof body === 'string')) ?? first;
  return {
    status,
    description: response.description,
    content: {
      mediaType: first.mediaType,
      mediaTypeOf: contents.length === 1 ? () => first.mediaType : (body) => contentOf(body).mediaType,
      check: contents.length === 1 ? first.check : (body) => contentOf(body).check(body),
      examples: new Map(contents.flatMap((content) => content.examples)),
    },
  };
}

function examples(document: Document, nodes: ParameterObject['examples'] = {}): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, resolveRef(document, node).value]));
}

function isEmpty(requirement: SecurityRequirement): boolean {
  return Object.keys(requirement).length === 0;
}

/** Where a node really stands: a reference's target, else the place it was found in. */
function target(node: object | Reference, pointer: string): string {
  return '$ref' in node ? node.$ref.slice(1) : pointer;
}
