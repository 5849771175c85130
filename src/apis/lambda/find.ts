import { Problem } from '../../contract/problem.ts';
import type { Store } from '../../sandbox/store/store.ts';
import type { LambdaInstanceRow } from '../../sandbox/store/tables/lambda-instances.ts';
import { messages } from './messages.ts';

/**
 * The lambda instance that a path names by its UUID or its id: the page shows ids, the reply to a creation UUIDs.
 *
 * @throws Problem 404
 */
export function findLambdaInstance({ lambdaInstances }: Store, named: string): LambdaInstanceRow {
  const found = /^[0-9]+$/.test(named) ? lambdaInstances.byId(Number(named)) : lambdaInstances.byUuid(named);
  if (!found) throw new Problem(404, messages.notFound);
  return found;
}
