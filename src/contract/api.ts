import type { PresentedCredentials } from './credentials.ts';
import type { JsonValue } from './http-message.ts';
import type { Operation } from './operation.ts';
import type { Problem } from './problem.ts';
import type { PropertyNaming } from './property-names.ts';
import type { FindRefusal } from './refusals.ts';

/**
 * An API beyond its document: how it words refusals and errors, and its limits in the transport. It holds no handlers
 * and no state.
 */
export interface Api {
  /** The name in the journal and the log. Editions of one API share it. */
  readonly name: string;
  /**
   * The unique name of its document and its generated types: the API's name, and the edition where there are several.
   */
  readonly document: string;
  readonly title: string;
  /** The prefixes of its paths, without a trailing slash. Messages show the first one. */
  readonly prefixes: readonly string[];
  /**
   * Paths outside its prefixes that may be for it as well, where host or token say so. The transport treats them as its
   * own, whatever they turn out to be.
   */
  readonly guestPaths?: Pick<ReadonlySet<string>, 'has'>;
  /**
   * The edition (`2023`) of an API whose editions share their paths. The root serves the edition that the sandbox
   * chooses; `/{edition}` always serves this one.
   */
  readonly edition?: string;
  /**
   * Set where the document alone says how requests are read, as for a document of a user: a body must have a media type
   * of the operation, responses are negotiated by `Accept`, an apiKey in `Authorization` is the whole header, and a path
   * with fixed segments leaves the methods that it lacks to templates. Other APIs read what their services read.
   */
  readonly followsDocument?: boolean;
  /** The status that refuses an invalid request; 400 by default. */
  invalidStatus?(operation: Operation): number;
  /** Set where an unknown query parameter is refused rather than tolerated. */
  readonly refusesUnknownParameters?: boolean;
  /** Whether this is the admin API, which controls Mockplane. Every other API is mocked. */
  readonly isAdmin: boolean;
  readonly transport: Transport;
  /** Paths that take larger bodies than the others, and how large. */
  readonly uploads?: { readonly paths: RegExp; readonly bodyLimit: number };
  /**
   * Whether a path that begins with one of its prefixes is the API's, where others share the prefix; every one is unless
   * set.
   */
  owns?(path: string): boolean;
  /** Whether any credential of the right form lets a request in. */
  readonly acceptsAnyCredential?: boolean;
  /** Whether the document's examples answer the operations that no handler answers. */
  readonly answersByExample?: boolean;
  /** JSON Pointer into the document to the schema of every error body; undefined where errors have no common shape. */
  readonly errorSchema?: string;
  readonly errorMediaType: string;
  readonly refusals: FindRefusal;
  /** Names for several operations at once, for fault rules, with the ids that each stands for. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Set where names of JSON properties match without regard to case, as in a server written in Go. */
  readonly propertyNaming?: PropertyNaming;
  /** Whether a query parameter that should be an integer and is none counts as absent. */
  readonly ignoresNonIntegers?: boolean;
  /** The path in the document that a request's path stands for, for the user who calls; most stand for themselves. */
  canonicalPath?(path: string, username: string): string;
  /** The error body for a problem; `operation` is undefined if no operation was matched. */
  errorBody(problem: Problem, operation: Operation | undefined): JsonValue;
  /** The error body with its media type, where both differ by operation; `errorBody` and `errorMediaType` unless set. */
  errorAnswer?(problem: Problem, operation: Operation | undefined): ErrorAnswer;
  /** The 401 for missing, malformed or rejected credentials. */
  unauthorized(presented: PresentedCredentials, operation: Operation): Problem;
}

/** An error body and the media type that it is sent by. */
export interface ErrorAnswer {
  readonly body: JsonValue;
  readonly mediaType: string;
}

/** The limits of an API in the transport, which apply before the operation is known. */
export interface Transport {
  /** The largest accepted request body, in bytes. */
  readonly bodyLimit: number;
  /** Whether pages of any origin may call the API. */
  readonly crossOrigin: boolean;
  /** Set where the API has OPTIONS of its own, so that only a preflight is answered before it. */
  readonly hasOptions?: boolean;
}

/** The limits of every mocked API, and of paths outside all APIs. */
export const mockedTransport: Transport = { bodyLimit: 1_048_576, crossOrigin: true };

/**
 * Strips the edition from a path. Returns undefined if the path is not one of the API's.
 *
 * @param rootEdition the edition that the root serves; undefined to accept every edition at the root
 */
export function pathWithin({ prefixes, edition }: Api, path: string, rootEdition?: string): string | undefined {
  if (edition !== undefined) {
    const mount = `/${edition}`;
    if (path.startsWith(`${mount}/`)) {
      const inner = path.slice(mount.length);
      if (startsWithAny(inner, prefixes)) return inner;
    }
    if (rootEdition !== undefined && rootEdition !== edition) return undefined;
  }
  return startsWithAny(path, prefixes) ? path : undefined;
}

function startsWithAny(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
