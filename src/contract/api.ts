import type { PresentedCredentials } from './credentials.ts';
import type { JsonValue } from './http-message.ts';
import type { Operation } from './operation.ts';
import type { Problem } from './problem.ts';
import type { FindRefusal } from './refusals.ts';

/** What an API adds to its document: the shapes and words of its refusals. */
export interface Api {
  /** Names its document, its types and its client. */
  readonly name: string;
  readonly title: string;
  /** Where all its paths start. */
  readonly prefix: string;
  /** The schema of any error body, as a pointer into the document. */
  readonly errorSchema: string;
  readonly errorMediaType: string;
  /** Whether it is Mockplane's own API rather than one that is mocked. */
  readonly isAdmin: boolean;
  readonly refusals: FindRefusal;
  /** The path that another one stands for, for the user who calls; the same one for most. */
  canonicalPath?(path: string, username: string): string;
  /** The body that a problem is answered with; `operation` is undefined where none was matched. */
  errorBody(problem: Problem, operation: Operation | undefined): JsonValue;
  /** The 401 for a request whose credentials are missing, malformed or not accepted. */
  unauthorized(presented: PresentedCredentials, operation: Operation): Problem;
}
