import { Problem } from '../../contract/problem.ts';
import type { Store } from '../../sandbox/store/store.ts';
import type { LambdaInstanceRow } from '../../sandbox/store/tables/lambda-instances.ts';
import { messages } from './messages.ts';

/**
 * Finds a lambda instance by the UUID or the id in a path: the service's page shows ids, the response to a creation has
 * the UUID.
 *
 * @throws Problem 404
 */
export function findLambdaInstance({ lambdaInstances }: Store, named: string): LambdaInstanceRow {
  const found = /^[0-9]+$/.test(named) ? lambdaInstances.byId(Number(named)) : lambdaInstances.byUuid(named);
  if (!found) throw new Problem(404, messages.notFound);
  return found;
}
