import type { SeededRandom } from '../../../sandbox/random.ts';

/** Nobody pays here: the page does not exist, and leads to no other host by accident. */
const portal = 'https://billing.example.com/portal';

/** The page of an organization, or of a customer without one. */
export function portalUrl(customer: string): string {
  return `${portal}/${encodeURIComponent(customer)}`;
}

/** The id of a customer, which is forgotten: every customer has a payment method. */
export function customerId(generator: SeededRandom): string {
  return `cus_${generator.bytes(7).toString('hex')}`;
}
