import { readCallbacks } from './callbacks.ts';
import { readRequestBody } from './bodies/read-request-body.ts';
import {
  type Document,
  type ItemOperation,
  type PathItem,
  type SecurityRequirement,
  type SecurityScheme,
  operationsOf,
  resolveRef,
} from './document.ts';
import type { JsonValue } from './http-message.ts';
import { escapeToken } from './json-pointer.ts';
import { lazy } from './lazy.ts';
import type { Operation } from './operation.ts';
import { readParameters, targetOf } from './parameters/read-parameters.ts';
import { readResponses } from './read-responses.ts';
import type { Finding } from './schemas/findings.ts';
import type { Schemas } from './schemas.ts';

interface ReadingOptions {
  /** Takes the operations that cannot be read, which are then left out; by default one of them is an error. */
  readonly findings?: Finding[] | undefined;
  /** Whether the details of an operation are read when they are first asked for; false by default. */
  readonly isLazy?: boolean;
}

/** Reads all operations of a document. */
export function readOperations(
  document: Document,
  schemas: Schemas,
  { findings, isLazy = false }: ReadingOptions = {},
): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, node]) => {
    const pointer = `/paths/${escapeToken(path)}`;
    const item = attempt(findings, pointer, () => resolveRef<PathItem>(document, node));
    if (!item) return [];
    const itemPointer = targetOf(node, pointer);
    return operationsOf(item).flatMap((found) => {
      const at = `${itemPointer}/${found.place}`;
      const read = (): Operation => {
        const operation = readOperation(document, schemas, path, item, found, itemPointer);
        if (!isLazy) readDetails(operation);
        return operation;
      };
      return attempt(findings, at, read) ?? [];
    });
  });
}

/** Reads a part of a document. An error becomes a finding, if findings are collected. */
function attempt<T>(findings: Finding[] | undefined, pointer: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { message } = error as Error;
    if (!findings) throw new Error(`The document's ${pointer}: ${message}`, { cause: error });
    findings.push({ pointer, message });
    return undefined;
  }
}

function readOperation(
  document: Document,
  schemas: Schemas,
  path: string,
  item: PathItem,
  { method, operation, place }: ItemOperation,
  itemPointer: string,
): Operation {
  const pointer = `${itemPointer}/${place}`;
  const parameters = lazy(() => {
    const nodes = [
      ...(item.parameters ?? []).map((node, index) => [node, `${itemPointer}/parameters/${index}`] as const),
      ...(operation.parameters ?? []).map((node, index) => [node, `${pointer}/parameters/${index}`] as const),
    ];
    return readParameters(document, schemas, nodes);
  });
  const body = lazy(() => operation.requestBody && readRequestBody(document, schemas, operation.requestBody, pointer));
  const responses = lazy(() => readResponses(document, schemas, operation.responses ?? {}, pointer));
  const callbacks = lazy(() => readCallbacks(document, operation.callbacks ?? {}, `${pointer}/callbacks`));
  const security = operation.security ?? document.security ?? [];
  const requirements = security.map((requirement) => readRequirement(document, requirement));
  return {
    id: operation.operationId ?? `${method} ${path}`,
    method,
    path,
    security: requirements.flat(),
    requirements: requirements.filter((schemes) => schemes.length > 0),
    allowsAnonymous: security.length === 0 || requirements.some((schemes) => schemes.length === 0),
    get parameters() {
      return parameters();
    },
    get requestBody() {
      return body();
    },
    get responses() {
      return responses().responses;
    },
    get otherResponses() {
      return responses().otherResponses;
    },
    get callbacks() {
      return callbacks();
    },
    extensions: Object.fromEntries(
      Object.entries(operation).filter(([name]) => name.startsWith('x-')) as [string, JsonValue][],
    ),
  };
}

/** Reads the details of an operation now instead of on first use. @throws Error if one of them cannot be read */
export function readDetails({ parameters, requestBody, responses, callbacks }: Operation): void {
  void [parameters, requestBody, responses, callbacks];
}

/** The schemes of a requirement. Mutual TLS is for the transport, which has let the request in. */
function readRequirement(document: Document, requirement: SecurityRequirement): SecurityScheme[] {
  return Object.keys(requirement).flatMap((name) => {
    const node = document.components?.securitySchemes?.[name];
    if (!node) throw new Error(`the security scheme ${name} is not defined`);
    const scheme = resolveRef<SecurityScheme>(document, node);
    return scheme.type === 'mutualTLS' ? [] : [scheme];
  });
}
