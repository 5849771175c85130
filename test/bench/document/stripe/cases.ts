import type { BenchRequest } from '../../cases.ts';

/** A request to Stripe's API, by its document. */
export interface StripeCase {
  readonly id: 'get' | 'list' | 'create' | 'invalid';
  readonly title: string;
  readonly request: BenchRequest;
  /** The path of its operation in the document. */
  readonly path: string;
  /** The statuses of a correct response. */
  readonly statuses: readonly number[];
}

const token = { authorization: 'Bearer sk_test_123' };
const form = { ...token, 'content-type': 'application/x-www-form-urlencoded' };

/** The request that tells whether a server is up. */
export const getCustomer: BenchRequest = { method: 'GET', path: '/v1/customers/cus_123', headers: token };

/** All requests, in the order of the table. */
export const stripeCases: readonly StripeCase[] = [
  { id: 'get', title: 'GET', request: getCustomer, path: '/v1/customers/{customer}', statuses: [200] },
  {
    id: 'list',
    title: 'List',
    request: { method: 'GET', path: '/v1/customers?limit=3', headers: token },
    path: '/v1/customers',
    statuses: [200],
  },
  {
    id: 'create',
    title: 'POST',
    request: {
      method: 'POST',
      path: '/v1/customers',
      headers: form,
      body: 'name=Ada+Lovelace&email=ada%40example.com&address[city]=London&metadata[order]=7',
    },
    path: '/v1/customers',
    statuses: [200],
  },
  {
    id: 'invalid',
    title: 'Invalid POST',
    // The document lists the values of this field.
    request: { method: 'POST', path: '/v1/customers', headers: form, body: 'name=Ada+Lovelace&tax_exempt=sometimes' },
    path: '/v1/customers',
    // It has no status of its own for an invalid request.
    statuses: [400, 422],
  },
];
