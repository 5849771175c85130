import type { PresentedCredentials } from './credentials.ts';
import type { JsonValue } from './http-message.ts';
import type { Operation } from './operation.ts';
import type { Problem } from './problem.ts';
import type { PropertyNaming } from './property-names.ts';
import type { FindRefusal } from './refusals.ts';

/** How an API speaks beyond its document, and what the transport must allow for it. It has no handlers and no state. */
export interface Api {
  /** The name that the journal and the log show: `turso`. Editions of one API share it. */
  readonly name: string;
  /** The name of its document and its generated types, unlike any other: `turso-2023`. */
  readonly document: string;
  readonly title: string;
  /** Where its paths start, without a slash at the end. The first one is the one to show. */
  readonly prefixes: readonly string[];
  /**
   * Set where several editions of one API share their paths: `2023`. The edition that a sandbox chooses is served at
   * the root; every edition is served under `/{edition}` as well.
   */
  readonly edition?: string;
  /** Whether it controls Mockplane, rather than being mocked. */
  readonly isAdmin: boolean;
  readonly transport: Transport;
  /** The schema of any error body, as a pointer into the document. */
  readonly errorSchema: string;
  readonly errorMediaType: string;
  readonly refusals: FindRefusal;
  /** Set where names of JSON properties match without regard to case, as in a server written in Go. */
  readonly propertyNaming?: PropertyNaming;
  /** Whether a query parameter that should be an integer and is none counts as absent. */
  readonly ignoresNonIntegers?: boolean;
  /** The path in the document that a request's path stands for, for the user who calls; most stand for themselves. */
  canonicalPath?(path: string, username: string): string;
  /** The body that a problem is answered with; `operation` is undefined where none was matched. */
  errorBody(problem: Problem, operation: Operation | undefined): JsonValue;
  /** The 401 for a request whose credentials are missing, malformed or not accepted. */
  unauthorized(presented: PresentedCredentials, operation: Operation): Problem;
}

/** What the transport allows for an API, before it knows the operation. */
export interface Transport {
  /** The largest request body that is read, in bytes. */
  readonly bodyLimit: number;
  /** Whether pages of any origin may call it. */
  readonly crossOrigin: boolean;
}

/** The transport of an API that is mocked, and of paths that belong to no API. */
export const mockedTransport: Transport = { bodyLimit: 1_048_576, crossOrigin: true };

/** The path below an API's mount point; undefined where the path is not the API's. */
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
