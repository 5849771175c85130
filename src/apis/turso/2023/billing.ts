import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { customerId, portalUrl } from '../resources/billing.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/billing.go */
export const createBillingPortal: Handler<operations['createBillingPortal']> = ({ path, body }) => ({
  status: 200,
  body: { portal: { url: portalUrl(body?.stripe_id ?? path.org_slug) } },
});

export const getPaymentMethods: Handler<operations['getPaymentMethods']> = () => ({
  status: 200,
  body: { exists: true },
});

export const createBillingCustomer: Handler<operations['createBillingCustomer']> = (_input, { generator }) => ({
  status: 200,
  body: { StripeCustomerId: customerId(generator) },
});

export const submitFeedback: Handler<operations['submitFeedback']> = () => ({ status: 200, body: undefined });
