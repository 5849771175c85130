import type { Api, Transport } from '../contract/api.ts';
import type { Contract } from '../contract/contract.ts';
import type { SecurityScheme } from '../contract/document.ts';
import { Problem } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { challengesOf } from '../contract/security.ts';
import { createErrorAnswerer } from './error-answer.ts';

/** The limits of a document's API: larger bodies than the built-in APIs take, since it may upload files. */
const transport: Transport = { bodyLimit: 10_485_760, crossOrigin: true };

export interface DocumentApiOptions {
  readonly name: string;
  readonly title: string;
  /** The prefix under which it is served: empty for the root, or `/NAME`. */
  readonly mount: string;
  /** The paths of the document's servers, which are accepted before its paths too: `/api/v3`. */
  readonly bases: readonly string[];
  /** The contract, which is made from the API. */
  readonly contract: () => Contract;
}

/** Creates the API of a document: it accepts any credential, and words errors as the document does where it can. */
export function createDocumentApi({ name, title, mount, bases, contract }: DocumentApiOptions): Api {
  const has = (path: string): boolean => {
    try {
      return contract().matcher.match('GET', path) !== undefined;
    } catch {
      // 405, or a path that cannot be decoded.
      return true;
    }
  };
  const find = (path: string): string | undefined => {
    if (mount !== '' && path !== mount && !path.startsWith(`${mount}/`)) return undefined;
    const rest = path.slice(mount.length) || '/';
    if (has(rest)) return rest;
    for (const base of bases) {
      const below = rest === base ? '/' : rest.startsWith(`${base}/`) ? rest.slice(base.length) : undefined;
      if (below !== undefined && has(below)) return below;
    }
    return undefined;
  };
  // Each step of a request asks for the same path.
  let last: { readonly path: string; readonly inner: string | undefined } | undefined;
  /** The path in the document; undefined if it has none for it. */
  const inner = (path: string): string | undefined => {
    if (last?.path !== path) last = { path, inner: find(path) };
    return last.inner;
  };
  let ownTransport: Transport | undefined;
  return {
    name,
    document: name,
    title,
    prefixes: [mount],
    isAdmin: false,
    get transport() {
      return (ownTransport ??= transportOf(contract()));
    },
    followsDocument: true,
    acceptsAnyCredential: true,
    answersByExample: true,
    owns: (path) => inner(path) !== undefined,
    canonicalPath: (path) => inner(path) ?? path,
    errorMediaType: problemMediaType,
    refusals: () => undefined,
    errorBody: problemBody,
    errorAnswer: createErrorAnswerer(() => contract().document),
    // As Prism: 422, or 400 where only that is documented.
    invalidStatus: ({ responses }) => (responses.has(400) && !responses.has(422) ? 400 : 422),
    unauthorized(presented, operation) {
      const isMissing = 'because' in presented && presented.because === 'missing';
      const wanted = [
        ...new Set(operation.requirements.map((schemes) => schemes.map(describeScheme).join(' and '))),
      ].join(' or ');
      const message = `the credential is ${isMissing ? 'missing' : 'malformed'}; send ${wanted}`;
      const challenge = challengesOf(operation, title);
      return new Problem(401, message, challenge === undefined ? {} : { headers: { 'www-authenticate': challenge } });
    },
  };
}

function transportOf({ operations }: Contract): Transport {
  const hasOptions = operations.some(({ method }) => method === 'OPTIONS');
  return hasOptions ? { ...transport, hasOptions } : transport;
}

/** A security scheme in words: `the header X-API-Key`, `Authorization: Bearer …`. */
function describeScheme(scheme: SecurityScheme): string {
  if (scheme.type === 'apiKey') return `the ${scheme.in === 'query' ? 'query parameter' : scheme.in} ${scheme.name}`;
  const word = scheme.type === 'http' ? scheme.scheme : 'bearer';
  return `Authorization: ${word.slice(0, 1).toUpperCase()}${word.slice(1)} …`;
}
