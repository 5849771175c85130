export {
  collection,
  type Collection,
  type CollectionOptions,
  DuplicateRowError,
  type Rows,
  type Selection,
  type Where,
} from './collection.ts';
export type { BaseContext, RowContext, RowStore } from './base-context.ts';
export type { HandlerClock, HandlerContext } from './context.ts';
export {
  defineHandlers,
  type DefinedHandlers,
  type HandlerInput,
  type HandlerOptions,
  type HandlerReply,
  type OwnHandler,
  type OwnHandlers,
} from './define.ts';
export { transition, type Transition, type TransitionOptions } from './transition.ts';
