import type { TransitionKind, TransitionKinds } from '../sandbox/transitions.ts';
import type { RowContext } from './base-context.ts';
import type { DefinedHandlers } from './define.ts';
import { createRowContext } from './sandbox-context.ts';
import type { Transition } from './transition.ts';

/**
 * Turns the transitions of handlers into kinds of the sandbox.
 *
 * @param apiOf the name of the API in the list of transitions
 * @throws RangeError when two transitions have the same kind
 */
export function transitionKindsOf(
  definitions: readonly DefinedHandlers[],
  apiOf: (handlers: DefinedHandlers) => string,
): TransitionKinds {
  const kinds: Record<string, TransitionKind> = {};
  for (const definition of definitions) {
    for (const transition of definition.transitions) {
      const { kind } = transition;
      if (Object.hasOwn(kinds, kind)) throw new RangeError(`two transitions have the kind ${kind}`);
      kinds[kind] = { ...toKind(transition, apiOf(definition)), ...startersOf(transition, definition) };
    }
  }
  return kinds;
}

/**
 * The operations whose fault rules can make a transition fail: all with a handler, since a handler decides in each call
 * what it schedules.
 */
function startersOf({ failed }: Transition<object>, { handlers }: DefinedHandlers): Pick<TransitionKind, 'startedBy'> {
  if (failed === undefined) return {};
  return { startedBy: Object.keys(handlers).filter((id) => handlers[id] !== undefined) };
}

function toKind(transition: Transition<object>, api: string): TransitionKind {
  const { collection, from, to, failed = to } = transition;
  // The property is one of a row that only the handlers know.
  const property = transition.property as string;
  return {
    api,
    from,
    to,
    failed,
    rowStatus: { collection: collection.name, property },
    apply(store, { resource, failureMessage }, clock) {
      const cancel = (removed: string): void => store.transitions.removeOf(removed);
      const context = createRowContext({ store, clock }, cancel);
      const rows = context.store(collection);
      const key = resource.slice(collection.name.length + 1);
      const row = rows.get(key) as Record<string, unknown> | undefined;
      if (row?.[property] !== from) return;
      if (failureMessage !== '') rows.update(key, { [property]: failed });
      else rows.update(key, { ...changesOf(transition, row, context), [property]: to });
    },
  };
}

/** The other changes of a transition. If they fail, the status changes all the same: no caller could see the error. */
function changesOf({ kind, changes }: Transition<object>, row: object, context: RowContext): object {
  try {
    return changes?.(row, context) ?? {};
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), { detail: `the changes of ${kind} failed` });
    return {};
  }
}
