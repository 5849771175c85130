import type { components, paths } from '../contract/generated/lambda.ts';
import { type Client, type ClientOptions, createClient } from './client.ts';

export type { ClientOptions } from './client.ts';
export type { Outcome } from './outcome.ts';
export { UnexpectedResponseError } from './unexpected-response-error.ts';
export type { components, operations, paths } from '../contract/generated/lambda.ts';

/** The objects of the ~okeanos Lambda API by name: `LambdaSchemas['LambdaInstance']`. */
export type LambdaSchemas = components['schemas'] & {
  /** @deprecated Its name is `CreateLambdaInstanceRequest`. */
  NewLambdaInstance: components['schemas']['CreateLambdaInstanceRequest'];
};

export type LambdaClient = Client<paths>;

/**
 * Makes a client of the ~okeanos Lambda API.
 *
 * @example
 * const lambda = createLambdaClient();
 * const { status } = await lambda.POST('/backend/lambda-instances/{uuid}/destroy', { params: { path: { uuid: '3' } } });
 */
export function createLambdaClient(options: ClientOptions = {}): LambdaClient {
  return createClient<paths>(options, (token) => ({ 'x-api-key': token }));
}
