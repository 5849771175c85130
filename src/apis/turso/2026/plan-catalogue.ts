import type { components } from '../../../contract/generated/turso-2026.ts';

type Plan = components['schemas']['Plan'];

const small = {
  rowsRead: 1e9,
  rowsWritten: 25e6,
  databases: 500,
  locations: 3,
  storage: 9e9,
  groups: 1,
  bytesSynced: 3e9,
};

/**
 * The plans as they were in January 2025, the last time that a response was published. A plan without `databases` does
 * not limit them; `enterprise` is not for sale here.
 *
 * @see https://github.com/Jeliuc-Labs/turso-sdk/tree/11b2b65
 */
export const planCatalogue: readonly Plan[] = [
  { name: 'starter', price: '0', prices: [], quotas: small },
  { name: 'developer', ...priced('9', '99'), quotas: small },
  {
    name: 'scaler',
    ...priced('29', '299'),
    quotas: {
      rowsRead: 100e9,
      rowsWritten: 100e6,
      databases: 10_000,
      locations: 6,
      storage: 24e9,
      groups: 6,
      bytesSynced: 12e9,
    },
  },
  {
    name: 'pro',
    ...priced('499', '4999'),
    quotas: { rowsRead: 500e9, rowsWritten: 250e6, locations: 10, storage: 50e9, groups: 10, bytesSynced: 50e9 },
  },
];

/** @param monthly, yearly US dollars */
function priced(monthly: string, yearly: string): Pick<Plan, 'price' | 'prices'> {
  return {
    price: monthly,
    prices: [
      { value: monthly, timeline: 'monthly' },
      { value: yearly, timeline: 'yearly' },
    ],
  };
}
