import type { Api } from '../../src/contract/api.ts';
import { loadContract, type Contract } from '../../src/contract/contract.ts';
import type { Document } from '../../src/contract/document.ts';
import { Problem } from '../../src/contract/problem.ts';

/** An API that knows three operations: it shows what the engine does whatever the document. */
export const tinyApi: Api = {
  name: 'tiny',
  document: 'tiny',
  title: 'Tiny API',
  prefixes: ['/files', '/notes'],
  isAdmin: false,
  transport: { bodyLimit: 10, crossOrigin: true },
  errorSchema: '/components/schemas/Error',
  errorMediaType: 'application/json',
  refusals: () => undefined,
  errorBody: ({ message }) => ({ error: message }),
  unauthorized: () => new Problem(401, 'no'),
};

const error = { description: 'Refused.', content: { 'application/json': { schema: { type: 'object' } } } };

function operation(operationId: string, mediaType: string, schema: object) {
  const content = { [mediaType]: { schema } };
  return {
    operationId,
    summary: operationId,
    responses: { '200': { description: 'Done.', content }, '404': error },
  };
}

const document = {
  openapi: '3.1.0',
  info: { title: 'Tiny', version: '1.0.0' },
  paths: {
    '/files/one': { get: operation('getFile', 'application/octet-stream', {}) },
    '/notes/one': {
      get: operation('getNote', 'text/plain', { type: 'string', maxLength: 20 }),
      post: operation('addNote', 'application/vnd.tiny+json', { type: 'string' }),
    },
  },
  components: { schemas: { Error: { type: 'object', required: ['error'] } } },
} as unknown as Document;

export const tinyContract: Contract = loadContract(tinyApi, document);
