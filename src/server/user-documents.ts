import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Contract } from '../contract/contract.ts';
import { resolveRef, type Document } from '../contract/document.ts';

/** A document of the user, as the pages show it. */
export interface UserDocument {
  /** Its name in addresses. */
  readonly name: string;
  readonly contract: Contract;
  /** The prefix of its paths: empty for the root. */
  readonly mount: string;
}

/** The documents of the user among the pages. */
export interface DocumentPages {
  /** The part of `site.json` about them. */
  readonly settings: () => object;
  /** Answers a request for a document or the list of operations. @returns false if the path is neither */
  readonly serve: (path: string, request: IncomingMessage, response: ServerResponse) => boolean;
  /** Whether a path is a document's rather than a page's. */
  readonly owns: (path: string) => boolean;
}

export interface DocumentPagesOptions {
  /** The documents after the latest reload. */
  readonly documents: () => readonly UserDocument[];
  /** Whether the built-in APIs are served beside them. */
  readonly hasBuiltIn: boolean;
  /** Headers of every response. */
  readonly headers: Readonly<Record<string, string>>;
  /** The operations of the built-in APIs, as `operations.json` lists them. */
  readonly builtInOperations: () => readonly unknown[];
}

/** The path of the list of operations that the inspector reads. */
const operationsPath = '/_mockplane/operations.json';

/** Creates the pages that show documents of the user: the documents themselves, and their operations. */
export function createDocumentPages(options: DocumentPagesOptions): DocumentPages {
  const { documents, hasBuiltIn, headers, builtInOperations } = options;
  const send = (response: ServerResponse, value: unknown, more: Readonly<Record<string, string>>): boolean => {
    const body = JSON.stringify(value);
    response.writeHead(200, {
      ...headers,
      ...more,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    });
    response.end(response.req.method === 'HEAD' ? undefined : body);
    return true;
  };
  const firstSegments = new WeakMap<Contract, ReadonlySet<string>>();
  /** Whether a document has a path that begins with the first segment of this one. */
  const isFixed = (contract: Contract, path: string): boolean => {
    let segments = firstSegments.get(contract);
    if (!segments) firstSegments.set(contract, (segments = new Set(contract.operations.map(firstSegment))));
    return segments.has(firstSegment({ path }));
  };
  return {
    settings: () => ({
      hasBuiltIn,
      documents: documents().map(({ name, mount, contract }) => ({
        name,
        mount,
        title: contract.api.title,
        schemes: schemesOf(contract.document),
        operations: contract.operations.length,
      })),
    }),
    serve(path, _request, response) {
      if (path === operationsPath) {
        const own = documents().flatMap(operationsOf);
        return send(response, [...own, ...(hasBuiltIn ? builtInOperations() : [])], sameOrigin);
      }
      const found = documents().find(({ name }) => path === `/openapi/${name}.json`);
      return found !== undefined && send(response, asServed(found), { 'access-control-allow-origin': '*' });
    },
    owns: (path) =>
      documents().some(({ contract, mount }) => {
        if (mount !== '' && path !== mount && !path.startsWith(`${mount}/`)) return false;
        // A template such as `/{slug}` would take all pages.
        return isFixed(contract, path) && contract.api.owns?.(path) === true;
      }),
  };
}

const sameOrigin = { 'cross-origin-resource-policy': 'same-origin' } as const;

function firstSegment({ path }: { readonly path: string }): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path.slice(1) : path.slice(1, end);
}

/** The document with this server in place of its own. */
function asServed({ contract, mount }: UserDocument): object {
  return { ...contract.document, servers: [{ url: mount === '' ? '/' : mount }] };
}

type Scheme = { readonly type: string; readonly scheme?: string; readonly in?: string; readonly name?: string };

function schemesOf(document: Document): object {
  const schemes = Object.entries(document.components.securitySchemes ?? {});
  return Object.fromEntries(
    schemes.map(([name, node]) => {
      const scheme: Scheme = resolveRef(document, node);
      return [
        name,
        { type: scheme.type, scheme: scheme.scheme, header: scheme.in === 'header' ? scheme.name : undefined },
      ];
    }),
  );
}

interface Described {
  readonly tags?: readonly string[];
}

function operationsOf({ name, contract }: UserDocument): object[] {
  return contract.operations.map((operation) => {
    const item = contract.document.paths[operation.path] as Readonly<Record<string, Described | undefined>> | undefined;
    return {
      api: name,
      id: operation.id,
      tag: item?.[operation.method.toLowerCase()]?.tags?.[0] ?? '',
      statuses: [...operation.responses.values()].map(({ status, content }) => ({
        status,
        examples: [...(content?.examples.keys() ?? [])],
      })),
      startsTransition: false,
    };
  });
}
