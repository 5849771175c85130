import { type Api, mockedTransport } from '../../contract/api.ts';
import { Problem } from '../../contract/problem.ts';
import { lambdaRefusals } from './refusals.ts';
import { messages } from './messages.ts';

/** Operations whose 401 has the shape of Django REST framework's errors. The others use the service's own shape. */
const frameworkUnauthorized = new Set(['createLambdaInstance', 'listUserFiles', 'uploadUserFile', 'deleteUserFile']);

/** How the ~okeanos Lambda API speaks: `{"errors": […]}` and `x-api-key`. */
export const lambdaApi: Api = {
  name: 'lambda',
  document: 'lambda',
  title: '~okeanos Lambda API',
  prefixes: ['/backend'],
  errorSchema: '/components/schemas/Errors',
  errorMediaType: 'application/json',
  isAdmin: false,
  transport: mockedTransport,
  refusals: lambdaRefusals,
  ignoresNonIntegers: true,
  errorBody({ status, message, code }, operation) {
    if (status === 401 && operation && frameworkUnauthorized.has(operation.id)) return { detail: message };
    return { errors: [{ message, code: status, details: code ?? '' }] };
  },
  unauthorized(presented, operation) {
    const missing = 'because' in presented && frameworkUnauthorized.has(operation.id);
    return new Problem(401, missing ? messages.noCredentials : messages.invalidToken, { code: 'unauthorized' });
  },
};
