import type { Contract } from '../contract/contract.ts';
import { nearestName } from '../contract/nearest.ts';
import type { Context } from '../sandbox/handler.ts';
import type { Implementation } from '../sandbox/implementation.ts';
import type { TransitionKinds } from '../sandbox/transitions.ts';
import { toSandboxHandler } from './answer.ts';
import type { HandlerContext } from './context.ts';
import type { DefinedHandlers } from './define.ts';
import { transitionKindsOf } from './kinds.ts';
import { createBaseContext, createHandlerContext } from './sandbox-context.ts';

/**
 * Creates the implementation of a document by handlers of one's own. Operations without a handler are left to the
 * document's examples.
 *
 * @throws RangeError when two handlers answer the same operation, or two transitions have the same kind
 */
export function implementDocument(contract: Contract, definitions: readonly DefinedHandlers[]): Implementation {
  const { api, operations } = contract;
  const kinds: TransitionKinds = transitionKindsOf(definitions, api.name);
  const names = new Set(Object.keys(kinds));
  const contexts = new WeakMap<Context, HandlerContext>();
  const contextOf = (context: Context): HandlerContext => {
    let made = contexts.get(context);
    if (!made) contexts.set(context, (made = createHandlerContext(context, names)));
    return made;
  };
  const handlers = operations.flatMap((operation) => {
    const found = definitions.filter((each) => Object.hasOwn(each.handlers, operation.id));
    if (found.length > 1) throw new RangeError(`two handlers answer the operation ${operation.id}`);
    const handler = found[0]?.handlers[operation.id];
    return handler ? [[operation.id, toSandboxHandler(operation, handler, contextOf)] as const] : [];
  });
  return {
    api,
    handlers: Object.fromEntries(handlers),
    transitions: kinds,
    baseline: {
      resources(context) {
        const cancel = (resource: string): void => context.store.transitions.removeOf(resource);
        const base = createBaseContext(context, cancel);
        for (const { baseline } of definitions) baseline?.(base);
      },
    },
  };
}

/**
 * Checks that each handler answers an operation of a document.
 *
 * @throws RangeError that names the handler, and the operation that it may mean
 */
export function checkHandlers(contracts: readonly Contract[], definitions: readonly DefinedHandlers[]): void {
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
