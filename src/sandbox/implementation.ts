import type { Api } from '../contract/api.ts';
import type { CallerPlace, Principal } from '../contract/call.ts';
import type { Credential } from '../contract/credentials.ts';
import type { ExampleReader } from '../contract/examples.ts';
import type { PlainRequest } from '../contract/http-message.ts';
import type { Operation } from '../contract/operation.ts';
import type { Problem } from '../contract/problem.ts';
import type { BaselineContext } from './baseline.ts';
import type { MakeContent } from './contents.ts';
import type { AnyHandler, Context } from './handler.ts';
import type { TransitionKind } from './transitions.ts';

/** The implementation of one edition of an API. */
export interface Implementation {
  readonly api: Api;
  /** Handlers by operationId, for this API only: editions share operationIds. */
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /** Makes the rows that a call needs, by operationId. */
  readonly contents?: Readonly<Record<string, MakeContent<Context>>>;
  /**
   * Checks whether the caller may call an operation, before the rest of the request is validated.
   *
   * @throws Problem when the caller may not call it
   */
  readonly authorize?: (
    context: Context,
    operation: Operation,
    path: Readonly<Record<string, string>>,
    principal: Principal,
    caller: CallerPlace,
  ) => void;
  /** Finds the user of a minted token; undefined for an unknown or revoked token. */
  readonly authenticate?: (context: Context, credential: Credential) => Principal | undefined;
  /** Finds the path in the document that a request means by its host or token; undefined if its own path stands. */
  readonly route?: (context: Context, request: PlainRequest, path: string) => Route | undefined;
  /** The transitions that its operations start, by kind. */
  readonly transitions?: Readonly<Record<string, TransitionKind>>;
  readonly baseline?: BaselinePart;
  /** Called once, when the sandbox is made. @param transaction as `Sandbox.transaction` */
  readonly attach?: (context: Context, transaction: <T>(run: () => T) => T) => Attached;
  /**
   * Whether calls other than GET run in a transaction of the store; true by default. Handlers that wait while they
   * write set it to false and store their writes themselves.
   */
  readonly runsInTransaction?: boolean;
  /** Whether calls of GET run in a transaction, too. Handlers of a user can write there. */
  readonly writesOnGet?: boolean;
}

/** Work of an implementation beyond answering calls. */
export interface Attached {
  /** Stores what it has held back, before handlers of other APIs look. */
  settle?(): void;
  /** Settles when nothing of it is open any more. Never rejects. */
  close?(): void | Promise<void>;
}

/** A path in a document that a request stands for, and how that was found: `by host`. */
export interface Route {
  readonly path: string;
  readonly by: string;
  /** Refuses the request once its operation is known. */
  readonly error?: Problem | undefined;
}

/** The part of the initial state that one API contributes, read from the examples of its contract. */
export interface BaselinePart {
  /** Writes users and organizations, which no operation creates. */
  people?(context: StoryContext, example: ExampleReader): void;
  /** Writes the resources in the examples. */
  resources?(context: StoryContext, example: ExampleReader): void;
}

/** The parts that a baseline part writes with. */
export interface StoryContext extends BaselineContext {
  /**
   * The seed of a database's signing key: from the snapshot in the admin contract if it has the database, else a new
   * one.
   */
  readonly signingKey: (databaseId: string) => Uint8Array;
}
