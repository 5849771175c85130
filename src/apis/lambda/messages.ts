/**
 * The messages of the ~okeanos Lambda API. Source: `webapp/backend/views.py` and `webapp/api-doc` of grnet/okeanos-LoD
 * at acaa53b. The contract's examples contain each of them.
 */
export const messages = {
  invalidToken: 'Invalid token',
  /** From Django REST framework, which a part of the operations is built on. */
  noCredentials: 'Authentication credentials were not provided.',
  notFound: 'Lambda instance not found',
  noInstances: 'No instances found',
  badIndex: 'Zero or negative indexing is not supported',
  already: (status: string) => `The specified lambda instance is already ${status.toLowerCase()}`,
  cannot: (action: string, status: string) => `Cannot ${action} lambda instance while current status is ${status}`,
  noFile: 'No file uploaded',
  fileNameLength: (limit: number) => `file name must have at most ${limit} characters`,
  fileQuota: (limit: string) => `your files may take ${limit} in all; delete some first`,
  missingId: 'missing id header',
  fileNotFound: 'file does not exist',
} as const;
