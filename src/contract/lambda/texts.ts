/**
 * What the ~okeanos Lambda API says. Source: `webapp/backend/views.py` and `webapp/api-doc` of grnet/okeanos-LoD at
 * acaa53b; the contract's examples carry each of them.
 */
export const texts = {
  invalidToken: 'Invalid token',
  /** Of Django REST framework, on which a part of the operations was built. */
  noCredentials: 'Authentication credentials were not provided.',
  notFound: 'Lambda instance not found',
  badIndex: 'Zero or negative indexing is not supported',
  noFile: 'No file uploaded',
  missingId: 'missing id header',
  fileNotFound: 'file does not exist',
} as const;
