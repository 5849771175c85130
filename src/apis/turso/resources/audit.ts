import type { Principal } from '../../../contract/call.ts';
import type { Context } from '../../../sandbox/handler.ts';

/** The caller, as a handler knows it. */
export interface Caller {
  readonly principal: Principal;
  readonly userAgent: string | undefined;
}

/** A change that the audit log tells of. */
export interface AuditEntry {
  /** The slug of the organization. */
  readonly organization: string;
  /** The vendor's code for it: `db-create`. */
  readonly code: string;
  readonly message?: string | undefined;
  /** The changed things by name: `{ group: 'default', database: 'my-db' }`. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Writes a change into the audit log of its organization. Each handler of each edition that makes one calls it within the
 * call's transaction.
 */
export function recordChange({ store, clock }: Context, caller: Caller, entry: AuditEntry): void {
  const { organization, code, message = '', data = {} } = entry;
  store.auditLog.add({
    organization,
    code,
    message,
    origin: caller.userAgent?.startsWith('turso-cli/') ? 'cli' : 'web',
    author: caller.principal.username,
    createdAt: clock.now(),
    data: { organization, ...data },
  });
}
