import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { findOrganization } from '../resources/find.ts';

/**
 * The newest first (inferred).
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/invoices.mdx
 */
export const listOrganizationInvoices: Handler<operations['listOrganizationInvoices']> = ({ path, query }, context) => {
  const wanted = query.type ?? 'all';
  const invoices = context.store.invoices
    .ofOrganization(findOrganization(context, path).slug)
    .filter(({ type }) => wanted === 'all' || type === wanted)
    .map(({ number, data }) => ({ invoice_number: number, ...data }));
  return { status: 200, body: { invoices } };
};
