import type { Api } from '../contract/api.ts';
import type { Principal } from '../contract/call.ts';
import type { Credential } from '../contract/credentials.ts';
import type { ExampleReader } from '../contract/examples.ts';
import type { PlainRequest } from '../contract/http-message.ts';
import type { Operation } from '../contract/operation.ts';
import type { BaselineContext } from './baseline.ts';
import type { AnyHandler, Context } from './handler.ts';
import type { TransitionKind } from './transitions.ts';

/** What answers an API: one row for each API and edition. */
export interface Implementation {
  readonly api: Api;
  /** By operationId, within this API only: editions share operationIds. */
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /**
   * Decides whether the caller may call an operation, before the rest of the request is looked at.
   *
   * @throws Problem when the caller may not
   */
  readonly authorize?: (
    context: Context,
    operation: Operation,
    path: Readonly<Record<string, string>>,
    principal: Principal,
  ) => void;
  /** The user whom a minted token stands for; undefined when it is unknown or revoked. */
  readonly authenticate?: (context: Context, credential: Credential) => Principal | undefined;
  /** Where a request goes by more than its path; undefined where the path stands. */
  readonly route?: (context: Context, request: PlainRequest, path: string) => Route | undefined;
  /** The changes of status that its operations start, by kind. */
  readonly transitions?: Readonly<Record<string, TransitionKind>>;
  readonly baseline?: BaselinePart;
  /** Called once, when the sandbox is made. @param transaction as `Sandbox.transaction` */
  readonly attach?: (context: Context, transaction: <T>(run: () => T) => T) => Attached;
  /**
   * Whether a call that is not a GET runs in a transaction of the store; true unless set. Handlers that wait while they
   * write set it to false and store what they must themselves.
   */
  readonly runsInTransaction?: boolean;
}

/** What an implementation does beside answering calls. */
export interface Attached {
  /** Stores what it has held back, before handlers of other APIs look. */
  settle?(): void;
  close?(): void;
}

/** A path in a document that a request stands for, and how that was found: `by host`. */
export interface Route {
  readonly path: string;
  readonly by: string;
}

/** An API's part of the state that a sandbox starts with, read from the examples of its contract. */
export interface BaselinePart {
  /** Writes the users and organizations, which no operation creates. */
  people?(context: StoryContext, example: ExampleReader): void;
  /** Writes the resources of the examples' story. */
  resources?(context: StoryContext, example: ExampleReader): void;
}

/** What a part of the story is written with. */
export interface StoryContext extends BaselineContext {
  /** The seed of a database's signing key: the one in the admin contract's snapshot, or else a new one. */
  readonly signingKey: (databaseId: string) => Uint8Array;
}
