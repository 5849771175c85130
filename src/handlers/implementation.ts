import type { Contract } from '../contract/contract.ts';
import { nearestName } from '../contract/nearest.ts';
import type { Context } from '../sandbox/handler.ts';
import type { BaselinePart, Implementation } from '../sandbox/implementation.ts';
import { toSandboxHandler } from './answer.ts';
import type { HandlerContext } from './context.ts';
import type { DefinedHandlers } from './define.ts';
import { transitionKindsOf } from './kinds.ts';
import { createBaseContext, createHandlerContext } from './sandbox-context.ts';

/**
 * Creates the implementations of documents by handlers of one's own. Operations without a handler are left to the
 * documents' examples.
 *
 * @throws RangeError for a handler of an unknown operation, when two handlers answer the same operation, and when two
 *   transitions have the same kind
 */
export function implementDocuments(
  contracts: readonly Contract[],
  definitions: readonly DefinedHandlers[],
): Implementation[] {
  checkHandlers(contracts, definitions);
  const kinds = transitionKindsOf(definitions, (handlers) => homeOf(contracts, handlers).api.name);
  const names = new Set(Object.keys(kinds));
  const contexts = new WeakMap<Context, HandlerContext>();
  const contextOf = (context: Context, failure: string | undefined): HandlerContext => {
    if (failure !== undefined) return createHandlerContext(context, names, failure);
    let made = contexts.get(context);
    if (!made) contexts.set(context, (made = createHandlerContext(context, names)));
    return made;
  };
  return contracts.map((contract, index) => ({
    api: contract.api,
    writesOnGet: true,
    handlers: Object.fromEntries(
      contract.operations.flatMap((operation) => {
        const found = definitions.flatMap(({ handlers }) =>
          Object.hasOwn(handlers, operation.id) ? (handlers[operation.id] ?? []) : [],
        );
        if (found.length > 1) throw new RangeError(`two handlers answer the operation ${operation.id}`);
        return found.map((handler) => [operation.id, toSandboxHandler(operation, handler, contextOf)]);
      }),
    ),
    // Collections and transitions belong to no document in particular.
    ...(index === 0 && { transitions: kinds, baseline: baselineOf(definitions) }),
  }));
}

/** The first document that has an operation of the handlers. */
function homeOf(contracts: readonly Contract[], { handlers }: DefinedHandlers): Contract {
  return contracts.find(({ operations }) => operations.some(({ id }) => Object.hasOwn(handlers, id))) ?? contracts[0]!;
}

function baselineOf(definitions: readonly DefinedHandlers[]): Required<Pick<BaselinePart, 'resources'>> {
  return {
    resources(context) {
      const base = createBaseContext(context, (resource) => context.store.transitions.removeOf(resource));
      for (const { baseline } of definitions) baseline?.(base);
    },
  };
}

/**
 * Checks that each handler answers an operation of a document.
 *
 * @throws RangeError that names the handler, and the operation that it may mean
 */
function checkHandlers(contracts: readonly Contract[], definitions: readonly DefinedHandlers[]): void {
  const ids = contracts.flatMap(({ operations }) => operations.map(({ id }) => id));
  for (const { handlers } of definitions) {
    for (const [id, handler] of Object.entries(handlers)) {
      if (!ids.includes(id)) {
        const near = nearestName(id, ids);
        const hint = near === undefined ? `there are ${ids.slice(0, idsShown).join(', ')}` : `did you mean ${near}?`;
        throw new RangeError(`a handler answers ${id}, but no document has this operation; ${hint}`);
      }
      if (handler !== undefined && typeof handler !== 'function') {
        throw new RangeError(`the handler ${id} must be a function`);
      }
    }
  }
}

const idsShown = 20;
