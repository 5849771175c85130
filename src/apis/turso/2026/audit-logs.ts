import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import type { AuditRow } from '../../../sandbox/store/tables/audit-log.ts';
import { findOrganization } from '../resources/find.ts';
import { requirePlan } from '../resources/plan-limits.ts';
import { rfc3339 } from '../resources/times.ts';

/**
 * A page of the log, the newest entries first. Past the end there is an empty page (inferred).
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/audit-logs/list.mdx
 */
export const listOrganizationAuditLogs: Handler<operations['listOrganizationAuditLogs']> = (
  { path, query },
  context,
) => {
  const { page = 1, page_size: size = 100 } = query;
  const { slug } = findOrganization(context, path);
  requirePlan(context, 'scaler');
  const { auditLog } = context.store;
  const total = auditLog.count(slug);
  return {
    status: 200,
    body: {
      audit_logs: auditLog.page(slug, size, (page - 1) * size).map(toEntry),
      pagination: { page, page_size: size, total_pages: Math.ceil(total / size), total_rows: total },
    },
  };
};

function toEntry({ code, message, origin, author, createdAt, data }: AuditRow): components['schemas']['AuditLog'] {
  return { code, message, origin, author, created_at: rfc3339(createdAt), data };
}
