import type { Principal } from '../contract/call.ts';
import type { UploadedFile } from '../contract/http-message.ts';
import type { Clock } from './clock/clock.ts';
import type { SeededRandom } from './random.ts';
import type { ResourceLimits } from './limits.ts';
import type { Plan } from './plans.ts';
import type { Store } from './store/store.ts';
import type { Transitions } from './transitions.ts';

/** What every handler works with. */
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
  /** Location codes and their names. */
  readonly locations: Readonly<Record<string, string>>;
}

/** The members of a generated operation that a handler's types come from. */
interface OperationTypes {
  readonly parameters: { readonly path?: unknown; readonly query?: unknown; readonly header?: unknown };
  readonly requestBody?: unknown;
  readonly responses: unknown;
}

type Given<T> = [T] extends [undefined] ? object : NonNullable<T>;

type BodyOf<T> = NonNullable<T> extends { content: infer Content } ? Content[keyof Content] : undefined;

/** Events come one by one and have no end; any other body is a value. */
type ReplyBodyOf<T> =
  NonNullable<T> extends { content: { 'text/event-stream': string } } ? AsyncIterable<string> : BodyOf<T>;

/** A request that fits the contract, typed by its operation. */
export interface Input<Operation extends OperationTypes> {
  readonly path: Given<Operation['parameters']['path']>;
  readonly query: Given<Operation['parameters']['query']>;
  /** By the contract's names. */
  readonly header: Given<Operation['parameters']['header']>;
  readonly body: BodyOf<Operation['requestBody']>;
  /** The binary fields of a form; their places in `body` hold no use. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  readonly principal: Principal;
  /** What the caller says that it is; undefined for one that does not say. */
  readonly userAgent: string | undefined;
  /** Gives a signal that aborts when the caller has gone; undefined where nobody can go. */
  readonly signal: (() => AbortSignal) | undefined;
  /** Why the change of status that this call begins is to fail; undefined when it is to succeed. */
  readonly failure: string | undefined;
}

/** A documented reply: one member for each status. Refusals may also be thrown as a `Problem`. */
export type Reply<Operation extends OperationTypes> = {
  [Status in keyof Operation['responses']]: {
    readonly status: Status;
    readonly body: ReplyBodyOf<Operation['responses'][Status]>;
  };
}[keyof Operation['responses']];

/** Answers one operation. Whatever it writes is stored all or not at all; it may wait only where it writes nothing. */
export type Handler<Operation extends OperationTypes, Parts = Context> = (
  input: Input<Operation>,
  context: Parts,
) => Reply<Operation> | Promise<Reply<Operation>>;

/** A handler for each operation of a contract: a missing one does not compile, nor does an undeclared status. */
export type Handlers<Operations, Parts = Context> = {
  readonly [Id in keyof Operations]: Operations[Id] extends OperationTypes ? Handler<Operations[Id], Parts> : never;
};

/** Any handler, once the table's type has held each to its operation. */
// oxlint-disable-next-line typescript/no-explicit-any -- the input's type is the operation's own
export type AnyHandler<Parts = Context> = (input: any, context: Parts) => Promise<AnyReply> | AnyReply;

export interface AnyReply {
  readonly status: number;
  readonly body: unknown;
}
