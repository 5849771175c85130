import type { Api, Transport } from '../contract/api.ts';
import type { Contract } from '../contract/contract.ts';
import { Problem } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { errorAnswer } from './error-answer.ts';

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
  /** The path in the document; undefined if it has none for it. */
  const inner = (path: string): string | undefined => {
    if (mount !== '' && path !== mount && !path.startsWith(`${mount}/`)) return undefined;
    const rest = path.slice(mount.length) || '/';
    if (has(rest)) return rest;
    for (const base of bases) {
      const below = rest === base ? '/' : rest.startsWith(`${base}/`) ? rest.slice(base.length) : undefined;
      if (below !== undefined && has(below)) return below;
    }
    return undefined;
  };
  return {
    name,
    document: name,
    title,
    prefixes: [mount],
    isAdmin: false,
    transport,
    acceptsAnyCredential: true,
    answersByExample: true,
    owns: (path) => inner(path) !== undefined,
    canonicalPath: (path) => inner(path) ?? path,
    errorMediaType: problemMediaType,
    refusals: () => undefined,
    errorBody: problemBody,
    errorAnswer: (problem, operation) => errorAnswer(problem, operation),
    unauthorized(presented, operation) {
      const missing = 'because' in presented && presented.because === 'missing';
      const schemes = operation.security.map((scheme) => ('scheme' in scheme ? scheme.scheme : scheme.type)).join(', ');
      const message = missing
        ? `a credential is missing; send ${schemes}`
        : `the credential is malformed; send ${schemes}`;
      return new Problem(401, message, { headers: { 'www-authenticate': 'Bearer' } });
    },
  };
}
