import { monthOf } from '../../../sandbox/clock/time.ts';
import type { Context } from '../../../sandbox/handler.ts';

/** The kinds of statements that an organization may not run now. */
export interface Blocked {
  readonly reads: boolean;
  readonly writes: boolean;
}

/**
 * Blocks an organization for the rest of the month: reads once it has read too many rows, writes once it has written too
 * many or stores too much. One that pays for overages is not blocked.
 */
export function quotaBlock({ plan, store, clock }: Context, slug: string): Blocked {
  const { blockedReads, blockedWrites, overages } = store.organizations.get(slug)!;
  const { monthly } = plan;
  if (monthly === undefined || overages) return { reads: blockedReads, writes: blockedWrites };
  const used = store.usage.ofOrganization(slug, monthOf(clock.now()));
  return {
    reads: blockedReads || used.rowsRead >= monthly.rowsRead,
    writes: blockedWrites || used.rowsWritten >= monthly.rowsWritten || used.storageBytes >= monthly.storageBytes,
  };
}
