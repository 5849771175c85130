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
  /** The version of OpenAPI that it is written in. */
  readonly version: string;
}

/** The documents of the user, and what is made of them for the pages. */
export interface UserDocuments {
  /** The documents after the latest reload. */
  readonly current: () => readonly UserDocument[];
  /** Whether the built-in APIs are served beside them. */
  readonly hasBuiltIn: boolean;
  /** Makes a call that a reader can send at once; undefined for a document without an operation for one. */
  readonly firstCall: (contract: Contract, token: string) => { readonly target: string } | undefined;
  /** Writes a document as YAML. */
  readonly toYaml: (document: object) => string;
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

export interface DocumentPagesOptions extends UserDocuments {
  /** The token of the first calls. */
  readonly token: string;
  /** Headers of every response. */
  readonly headers: Readonly<Record<string, string>>;
  /** The operations of the built-in APIs, as `operations.json` lists them. */
  readonly builtInOperations: () => readonly unknown[];
}

/** The path of the list of operations that the inspector reads. */
const operationsPath = '/_mockplane/operations.json';

/** Creates the pages that show documents of the user: the documents themselves, and their operations. */
export function createDocumentPages(options: DocumentPagesOptions): DocumentPages {
  const { current, hasBuiltIn, firstCall, toYaml, token, headers, builtInOperations } = options;
  const send = (response: ServerResponse, body: string, type: string, more: Readonly<Record<string, string>>): true => {
    response.writeHead(200, {
      ...headers,
      ...more,
      'content-type': `${type}; charset=utf-8`,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    });
    response.end(response.req.method === 'HEAD' ? undefined : body);
    return true;
  };
  // A large document takes seconds to write.
  const written = new WeakMap<Contract, string>();
  const yamlOf = (document: UserDocument): string => {
    let text = written.get(document.contract);
    if (text === undefined) written.set(document.contract, (text = toYaml(asServed(document))));
    return text;
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
      documents: current().map(({ name, mount, version, contract }) => ({
        name,
        mount,
        title: contract.api.title,
        version: contract.document.info.version,
        openapi: version,
        schemes: schemesOf(contract.document),
        operations: contract.operations.length,
        call: firstCall(contract, token),
      })),
    }),
    serve(path, _request, response) {
      if (path === operationsPath) {
        const all = [...current().flatMap(operationsOf), ...(hasBuiltIn ? builtInOperations() : [])];
        return send(response, JSON.stringify(all), 'application/json', sameOrigin);
      }
      const [, name, ending] = /^\/openapi\/([^/]+)\.(json|yaml)$/.exec(path) ?? [];
      const found = name === undefined ? undefined : current().find((document) => document.name === name);
      if (!found) return false;
      return ending === 'json'
        ? send(response, JSON.stringify(asServed(found)), 'application/json', anyOrigin)
        : send(response, yamlOf(found), 'text/yaml', anyOrigin);
    },
    owns: (path) =>
      current().some(({ contract, mount }) => {
        if (mount !== '' && path !== mount && !path.startsWith(`${mount}/`)) return false;
        // A template such as `/{slug}` would take all pages.
        return isFixed(contract, path) && contract.api.owns?.(path) === true;
      }),
  };
}

const sameOrigin = { 'cross-origin-resource-policy': 'same-origin' } as const;
const anyOrigin = { 'access-control-allow-origin': '*' } as const;

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
