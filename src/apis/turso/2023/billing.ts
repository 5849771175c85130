import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';

/** Nobody pays here: the page does not exist, and leads to no other host by accident. */
const portal = 'https://billing.example.com/portal';

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/billing.go */
export const createBillingPortal: Handler<operations['createBillingPortal']> = ({ path, body }) => ({
  status: 200,
  body: { portal: { url: `${portal}/${encodeURIComponent(body?.stripe_id ?? path.org_slug)}` } },
});

export const getPaymentMethods: Handler<operations['getPaymentMethods']> = () => ({
  status: 200,
  body: { exists: true },
});

/** Makes an id up and forgets it: whoever shows it has a payment method. */
export const createBillingCustomer: Handler<operations['createBillingCustomer']> = (_input, { generator }) => ({
  status: 200,
  body: { StripeCustomerId: `cus_${generator.bytes(7).toString('hex')}` },
});

export const submitFeedback: Handler<operations['submitFeedback']> = () => ({ status: 200, body: undefined });
