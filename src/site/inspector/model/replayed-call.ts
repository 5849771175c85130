import type { RecordedCall } from './har.ts';
import type { Violation } from './schemas.ts';

/** The verdict on a recorded call. `foreign` calls are for no API of the server. */
export interface ReplayedCall {
  readonly call: RecordedCall;
  readonly verdict: 'fits' | 'breaks' | 'foreign';
  /** Why it breaks the contract. */
  readonly reason?: string | undefined;
  readonly violations: readonly Violation[];
}
