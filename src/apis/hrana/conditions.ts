import { Problem } from '../../contract/problem.ts';
import type { Condition } from '../../sql/engine.ts';
import { maxConditionDepth } from './limits.ts';
import { messages } from './messages.ts';
import type { Version, WireCondition } from './wire.ts';

/**
 * The condition of a step, as the engine takes it.
 *
 * @param step the step's own index: a condition can only name earlier ones
 * @throws Problem 400 for one that names another, that is too deep, or that the version does not know
 */
export function toCondition(condition: WireCondition, step: number, version: Version, depth = 1): Condition {
  if (depth > maxConditionDepth) throw new Problem(400, messages.deepCondition(maxConditionDepth));
  const inner = (one: WireCondition): Condition => toCondition(one, step, version, depth + 1);
  switch (condition.type) {
    case 'ok':
    case 'error':
      if (condition.step >= step) throw new Problem(400, messages.badStep);
      return { type: condition.type, step: condition.step };
    case 'not':
      return { type: 'not', condition: inner(condition.cond) };
    case 'and':
    case 'or':
      return { type: condition.type, conditions: condition.conds.map(inner) };
    default:
      if (version < 3) throw new Problem(400, messages.notSupported('BatchCond of type `is_autocommit`', 3));
      return { type: 'isAutocommit' };
  }
}
