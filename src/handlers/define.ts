import type { UploadedFile } from '../contract/http-message.ts';
import type { BaseContext } from './base-context.ts';
import type { HandlerContext } from './context.ts';
import type { ErrorStatusOf, StatusOf } from './statuses.ts';
import type { Transition } from './transition.ts';

/** The members of a type that openapi-typescript generates for an operation. */
interface OperationTypes {
  readonly parameters: { readonly path?: unknown; readonly query?: unknown; readonly header?: unknown };
  readonly requestBody?: unknown;
  readonly responses: unknown;
}

type Given<T> = [NonNullable<T>] extends [never] ? object : NonNullable<T>;

type ContentOf<T> = NonNullable<T> extends { content: infer Content } ? Content[keyof Content] : undefined;

type RequestBodyOf<T> = undefined extends T ? ContentOf<T> | undefined : ContentOf<T>;

/** A request that fits the document. */
export interface HandlerInput<Operation extends OperationTypes> {
  readonly path: Given<Operation['parameters']['path']>;
  readonly query: Given<Operation['parameters']['query']>;
  readonly header: Given<Operation['parameters']['header']>;
  readonly body: RequestBodyOf<Operation['requestBody']>;
  /** Uploaded files by form field. */
  readonly files: ReadonlyMap<string, UploadedFile>;
}

type BodyOf<Response> = [ContentOf<Response>] extends [undefined]
  ? { readonly body?: undefined }
  : { readonly body: ContentOf<Response> };

/** A response that the document has. */
export type HandlerReply<Operation extends OperationTypes> = {
  [Status in keyof Operation['responses']]: {
    readonly status: StatusOf<Status, keyof Operation['responses']>;
    readonly headers?: Readonly<Record<string, string | number>>;
  } & BodyOf<Operation['responses'][Status]>;
}[keyof Operation['responses']];

/**
 * Answers one operation. All of its writes are stored, or none. It answers at once: a handler cannot wait.
 */
export type OwnHandler<Operation extends OperationTypes> = (
  input: HandlerInput<Operation>,
  context: HandlerContext<ErrorStatusOf<keyof Operation['responses']>>,
) => HandlerReply<Operation>;

/** Handlers by operationId. Operations without one answer with the document's examples. */
export type OwnHandlers<Operations> = {
  readonly [Id in keyof Operations]?:
    (Operations[Id] extends OperationTypes ? OwnHandler<Operations[Id]> : never) | undefined;
};

/** The transitions and the first rows of handlers. */
export interface HandlerOptions {
  /** The transitions that the handlers schedule. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each has a row type of its own
  readonly transitions?: readonly Transition<any>[] | undefined;
  /** Writes the rows that a new sandbox begins with, and that a reset restores. */
  readonly baseline?: ((context: BaseContext) => void) | undefined;
}

/** Handlers for a document, as `createMockplane` and `mockplane mock --handlers` take them. */
export interface DefinedHandlers {
  /** The version of this form. */
  readonly mockplaneHandlers: 1;
  /** By operationId; undefined for a place that is not filled. */
  readonly handlers: Readonly<Record<string, AnyOwnHandler | undefined>>;
  readonly transitions: readonly Transition<object>[];
  readonly baseline: ((context: BaseContext) => void) | undefined;
}

/** A handler of any operation, after `defineHandlers` has checked its type. */
// oxlint-disable-next-line typescript/no-explicit-any -- the input's type is the operation's own
export type AnyOwnHandler = (input: any, context: HandlerContext) => AnyOwnReply;

export interface AnyOwnReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | number>>;
}

/**
 * Defines handlers for a document. An unknown operation, an undeclared status or a wrong body does not compile.
 *
 * @typeParam Operations `operations` of the types that openapi-typescript generates from the document
 * @example
 * export default defineHandlers<operations>({
 *   getBook: ({ path }, { store, problem }) => ({
 *     status: 200,
 *     body: store(books).get(path.id) ?? problem(404, 'there is no such book'),
 *   }),
 * });
 */
export function defineHandlers<Operations>(
  handlers: OwnHandlers<Operations>,
  { transitions = [], baseline }: HandlerOptions = {},
): DefinedHandlers {
  return {
    mockplaneHandlers: 1,
    handlers: handlers as Readonly<Record<string, AnyOwnHandler | undefined>>,
    transitions: transitions as readonly Transition<object>[],
    baseline,
  };
}

/** Whether a value comes from `defineHandlers`. */
export function isDefinedHandlers(value: unknown): value is DefinedHandlers {
  return typeof value === 'object' && value !== null && 'mockplaneHandlers' in value && value.mockplaneHandlers === 1;
}
