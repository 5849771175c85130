import { monthOf } from '../../sandbox/clock/time.ts';
import type { Context } from '../../sandbox/handler.ts';
import type { Blocked } from './database.ts';

/**
 * Blocks an organization for the rest of the month: reads once it has read too many rows, writes once it
 * has written too many or stores too much.
 *
 * @returns undefined where nothing is forbidden
 */
export function quotaBlock({ plan, store, clock }: Context, organization: string): Blocked | undefined {
  const { monthly } = plan;
  if (monthly === undefined) return undefined;
  const used = store.usage.ofOrganization(organization, monthOf(clock.now()));
  const reads = used.rowsRead >= monthly.rowsRead;
  const writes = used.rowsWritten >= monthly.rowsWritten || used.storageBytes >= monthly.storageBytes;
  return reads || writes ? { reads, writes } : undefined;
}
