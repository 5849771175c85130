import type { ExecutedSql, Principal } from '../contract/call.ts';
import type { UploadedFile } from '../contract/http-message.ts';
import type { Clock } from './clock/clock.ts';
import type { Contents, MadeContent } from './contents.ts';
import type { Hostnames } from './hostnames.ts';
import type { SeededRandom } from './random.ts';
import type { ResourceLimits } from './limits.ts';
import type { Plan } from './plans.ts';
import type { Store } from './store/store.ts';
import type { Switches } from './switches.ts';
import type { Transitions } from './transitions.ts';

/** The parts of the sandbox that every handler receives. */
export interface Context {
  /** The sandbox's name. */
  readonly sandbox: string;
  /** The 32-byte seed of the Ed25519 key that signs sessions. It outlives the state, as a login outlives a reset. */
  readonly sessionKey: Uint8Array;
  readonly store: Store;
  readonly clock: Clock;
  readonly transitions: Transitions;
  readonly generator: SeededRandom;
  readonly plan: Plan;
  readonly limits: ResourceLimits;
  /** Whether replies show the service's hostnames or the address of this server. */
  readonly hostnames: Hostnames;
  readonly switches: Switches;
  /** Makes the rows of databases; undefined where databases answer no SQL. */
  readonly contents?: Contents | undefined;
  /** Location names by code. */
  readonly locations: Readonly<Record<string, string>>;
}

/** The members of a generated operation type that give a handler its types. */
interface OperationTypes {
  readonly parameters: { readonly path?: unknown; readonly query?: unknown; readonly header?: unknown };
  readonly requestBody?: unknown;
  readonly responses: unknown;
}

type Given<T> = [T] extends [undefined] ? object : NonNullable<T>;

type BodyOf<T> = NonNullable<T> extends { content: infer Content } ? Content[keyof Content] : undefined;

/** Events form an endless stream. Any other body is a value. */
type ReplyBodyOf<T> =
  NonNullable<T> extends { content: { 'text/event-stream': string } } ? AsyncIterable<string> : BodyOf<T>;

/** A valid request, typed by its operation. */
export interface Input<Operation extends OperationTypes> {
  readonly path: Given<Operation['parameters']['path']>;
  readonly query: Given<Operation['parameters']['query']>;
  /** By the contract's names. */
  readonly header: Given<Operation['parameters']['header']>;
  readonly body: BodyOf<Operation['requestBody']>;
  /** Uploaded files by form field. Ignore these fields in `body`. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  readonly principal: Principal;
  /** The host name and port in the request's `Host` header; undefined in process. */
  readonly host: string | undefined;
  /** The `User-Agent` header; undefined when the caller sent none. */
  readonly userAgent: string | undefined;
  /** Creates a signal that aborts when the caller disconnects; undefined if the caller cannot. */
  readonly signal: (() => AbortSignal) | undefined;
  /** Why the transition that the call starts must fail; undefined to let it succeed. */
  readonly failure: string | undefined;
  /** Receives what is tolerated but has no effect, for the journal. */
  readonly notes?: string[] | undefined;
  /** The rows that were made for this call; undefined if it needs none. */
  readonly content?: MadeContent | undefined;
}

/**
 * A documented reply: one member for each status. `default` has none: the pipeline and the server answer those statuses.
 * A handler may also refuse by throwing a `Problem`.
 */
export type Reply<Operation extends OperationTypes> = {
  [Status in Exclude<keyof Operation['responses'], 'default'>]: {
    readonly status: Status;
    readonly body: ReplyBodyOf<Operation['responses'][Status]>;
    /** A body to send in place of the one that the contract has, because a switch says so. */
    readonly shown?: unknown;
    /** The JSON of the body, where it is known. See `Answer`. */
    readonly written?: string | Uint8Array | undefined;
  };
}[Exclude<keyof Operation['responses'], 'default'>];

/** Answers one operation. Its writes are stored all or not at all. A handler that writes may not wait. */
export type Handler<Operation extends OperationTypes, Parts = Context> = (
  input: Input<Operation>,
  context: Parts,
) => Reply<Operation> | Promise<Reply<Operation>>;

/** A handler for each operation of a contract. A missing handler or an undeclared status does not compile. */
export type Handlers<Operations, Parts = Context> = {
  readonly [Id in keyof Operations]: Operations[Id] extends OperationTypes ? Handler<Operations[Id], Parts> : never;
};

/** A handler of any operation, after `Handlers` has checked its type. */
// oxlint-disable-next-line typescript/no-explicit-any -- the input's type is the operation's own
export type AnyHandler<Parts = Context> = (input: any, context: Parts) => Promise<AnyReply> | AnyReply;

export interface AnyReply {
  readonly status: number;
  readonly body: unknown;
  /** A body to send in its place; undefined to send `body`. */
  readonly shown?: unknown;
  /** The JSON of `body`, where it is known. See `Answer`. */
  readonly written?: string | Uint8Array | undefined;
  /** The SQL that the handler ran, for the journal. */
  readonly sql?: ExecutedSql;
  /** Headers to send, with names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}
