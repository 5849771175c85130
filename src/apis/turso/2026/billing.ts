import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { customerId, portalUrl } from '../resources/billing.ts';
import { findOrganization } from '../resources/find.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/billing.go */
export const createBillingPortal: Handler<operations['createBillingPortal']> = ({ path, body }, context) => ({
  status: 200,
  body: { portal: { url: portalUrl(body?.stripe_id ?? findOrganization(context, path).slug) } },
});

export const getPaymentMethods: Handler<operations['getPaymentMethods']> = () => ({
  status: 200,
  body: { exists: true },
});

export const createBillingCustomer: Handler<operations['createBillingCustomer']> = (_input, { generator }) => ({
  status: 200,
  body: { StripeCustomerId: customerId(generator) },
});

export const getBillingCustomer: Handler<operations['getBillingCustomer']> = ({ path }, context) => ({
  status: 200,
  body: findOrganization(context, path).billing,
});

/** Replaces all that was known. */
export const updateBillingCustomer: Handler<operations['updateBillingCustomer']> = ({ path, body }, context) => {
  context.store.organizations.update(findOrganization(context, path).slug, { billing: { ...body } });
  return { status: 200, body };
};
