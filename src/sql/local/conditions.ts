import type { Condition } from '../engine.ts';

/**
 * Decides whether a step runs.
 *
 * @param succeeded for each earlier step whether it ran without an error. A skipped one has not, so it counts as failed.
 */
export function holds(condition: Condition, succeeded: readonly boolean[], isAutocommit: boolean): boolean {
  switch (condition.type) {
    case 'ok':
      return succeeded[condition.step] === true;
    case 'error':
      return succeeded[condition.step] !== true;
    case 'not':
      return !holds(condition.condition, succeeded, isAutocommit);
    case 'and':
      return condition.conditions.every((each) => holds(each, succeeded, isAutocommit));
    case 'or':
      return condition.conditions.some((each) => holds(each, succeeded, isAutocommit));
    default:
      return isAutocommit;
  }
}
